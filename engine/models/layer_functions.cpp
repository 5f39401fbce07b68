#include "engine/models/layer_functions.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/error.h"

namespace sigscope::models {

namespace {

using LayerTensors = std::vector<at::Tensor>;

constexpr std::array<std::int64_t, 2> undilated{1, 1};

/// A convolution's inputs with the zeros that are not `padding`, which Torch adds itself.
struct BorderedInputs {
    at::Tensor values;
    BorderZeros zeros;
    std::array<std::int64_t, 2> padding;
};

BorderedInputs bordered(const ConvolutionLayer& layer, const at::Tensor& inputs) {
    if (layer.borders == Borders::Padded) return {inputs, {}, layer.padding};
    const BorderZeros zeros = borderZeros(layer.borders, inputs, layer.weight, layer.stride);
    return {zeros.around(inputs), zeros, {0, 0}};
}

/// Of a side of that length, for borders that are not Padded.
SidePadding sidePadding(Borders borders, std::int64_t length, std::int64_t kernel,
                        std::int64_t stride) {
    if (borders == Borders::Trailing)
        return {std::max<std::int64_t>(kernel / 2 - 1, 0), kernel / 2};
    const std::int64_t outputs = (length + stride - 1) / stride;
    const std::int64_t all = std::max<std::int64_t>((outputs - 1) * stride + kernel - length, 0);
    return {all / 2, all - all / 2};
}

at::Tensor layerOutput(const InputLayer&, const LayerTensors&) {
    throw Error("a network's input is not computed");
}

at::Tensor layerOutput(const RescaleLayer& layer, const LayerTensors& inputs) {
    return inputs[0] * layer.scale + layer.shift;
}

at::Tensor layerOutput(const ConvolutionLayer& layer, const LayerTensors& inputs) {
    const BorderedInputs within = bordered(layer, inputs[0]);
    return at::conv2d(within.values, layer.weight, layer.bias, layer.stride, within.padding,
                      undilated, layer.groups);
}

at::Tensor layerOutput(const LinearLayer& layer, const LayerTensors& inputs) {
    return at::linear(inputs[0], layer.weight, layer.bias);
}

at::Tensor layerOutput(const RectifierLayer& layer, const LayerTensors& inputs) {
    return inputs[0].clamp(0, layer.ceiling);
}

at::Tensor layerOutput(const MaxPoolLayer& layer, const LayerTensors& inputs) {
    return at::max_pool2d(inputs[0], layer.window, layer.stride, layer.padding, 1,
                          layer.rounding == PoolRounding::Up);
}

at::Tensor layerOutput(const MeanPoolLayer& layer, const LayerTensors& inputs) {
    return at::avg_pool2d(inputs[0], layer.window, layer.stride, layer.padding);
}

at::Tensor layerOutput(const AdaptiveMeanLayer& layer, const LayerTensors& inputs) {
    return at::adaptive_avg_pool2d(inputs[0], {layer.side, layer.side});
}

at::Tensor layerOutput(const GlobalMeanLayer&, const LayerTensors& inputs) {
    return inputs[0].mean({2, 3});
}

at::Tensor layerOutput(const FlattenLayer&, const LayerTensors& inputs) {
    return inputs[0].flatten(1);
}

at::Tensor layerOutput(const SumLayer&, const LayerTensors& inputs) {
    at::Tensor sum = inputs[0];
    for (std::size_t i = 1; i < inputs.size(); ++i) sum = sum + inputs[i];
    return sum;
}

at::Tensor layerOutput(const ConcatenationLayer&, const LayerTensors& inputs) {
    return at::cat(inputs, 1);
}

at::Tensor layerOutput(const CurveLayer& layer, const LayerTensors& inputs) {
    return curveOf(layer.curve, inputs[0]);
}

at::Tensor layerOutput(const GateLayer&, const LayerTensors& inputs) {
    return inputs[0] * inputs[1];
}

LayerTensors layerGradient(const InputLayer&, const LayerTensors&, const at::Tensor&) {
    return {};
}

LayerTensors layerGradient(const RescaleLayer& layer, const LayerTensors&,
                           const at::Tensor& signal) {
    return {signal * layer.scale};
}

LayerTensors layerGradient(const ConvolutionLayer& layer, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    return {transposed(layer, layer.weight, inputs[0], signal)};
}

LayerTensors layerGradient(const LinearLayer& layer, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    return {transposed(layer, layer.weight, inputs[0], signal)};
}

LayerTensors layerGradient(const RectifierLayer& layer, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    return {signal * (inputs[0] > 0).logical_and(inputs[0] < layer.ceiling)};
}

LayerTensors layerGradient(const MaxPoolLayer& layer, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    return {scattered(layer, inputs[0], maximaOf(layer, inputs[0]), signal)};
}

LayerTensors layerGradient(const MeanPoolLayer& layer, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    return {at::avg_pool2d_backward(signal, inputs[0], layer.window, layer.stride, layer.padding,
                                    /*ceil_mode=*/false, /*count_include_pad=*/true,
                                    /*divisor_override=*/std::nullopt)};
}

LayerTensors layerGradient(const AdaptiveMeanLayer&, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    return {at::_adaptive_avg_pool2d_backward(signal, inputs[0])};
}

LayerTensors layerGradient(const GlobalMeanLayer&, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    const auto positions = static_cast<double>(inputs[0].size(2) * inputs[0].size(3));
    return {(signal / positions).unsqueeze(2).unsqueeze(3).expand_as(inputs[0])};
}

LayerTensors layerGradient(const FlattenLayer&, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    return {signal.reshape(inputs[0].sizes())};
}

LayerTensors layerGradient(const SumLayer&, const LayerTensors& inputs, const at::Tensor& signal) {
    return LayerTensors(inputs.size(), signal);
}

LayerTensors layerGradient(const ConcatenationLayer&, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    std::vector<std::int64_t> channels;
    for (const at::Tensor& input : inputs) channels.push_back(input.size(1));
    return signal.split_with_sizes(channels, 1);
}

LayerTensors layerGradient(const CurveLayer& layer, const LayerTensors& inputs,
                           const at::Tensor& signal) {
    switch (layer.curve) {
        case Curve::HardSwish:
            return {at::hardswish_backward(signal, inputs[0])};
        case Curve::Silu:
            return {at::silu_backward(signal, inputs[0])};
        case Curve::HardSigmoid:
            return {at::hardsigmoid_backward(signal, inputs[0])};
        case Curve::Sigmoid:
            return {at::sigmoid_backward(signal, inputs[0].sigmoid())};
    }
    throw Error("a curve of no known kind");
}

LayerTensors layerGradient(const GateLayer&, const LayerTensors& inputs, const at::Tensor& signal) {
    return {signal * inputs[1], (signal * inputs[0]).sum({2, 3}, /*keepdim=*/true)};
}

}  // namespace

at::Tensor BorderZeros::around(const at::Tensor& inputs) const {
    const std::array<std::int64_t, 4> sides{columns.before, columns.after, rows.before, rows.after};
    return at::constant_pad_nd(inputs, sides);
}

BorderZeros borderZeros(Borders borders, const at::Tensor& inputs, const at::Tensor& weight,
                        const std::array<std::int64_t, 2>& stride) {
    return {sidePadding(borders, inputs.size(2), weight.size(2), stride[0]),
            sidePadding(borders, inputs.size(3), weight.size(3), stride[1])};
}

at::Tensor outputOf(const LayerFunction& function, const LayerTensors& inputs) {
    return std::visit([&](const auto& layer) { return layerOutput(layer, inputs); }, function);
}

LayerTensors gradientOf(const LayerFunction& function, const LayerTensors& inputs,
                        const at::Tensor& signal) {
    return std::visit([&](const auto& layer) { return layerGradient(layer, inputs, signal); },
                      function);
}

at::Tensor curveOf(Curve curve, const at::Tensor& values) {
    switch (curve) {
        case Curve::HardSwish:
            return at::hardswish(values);
        case Curve::Silu:
            return at::silu(values);
        case Curve::HardSigmoid:
            return at::hardsigmoid(values);
        case Curve::Sigmoid:
            return at::sigmoid(values);
    }
    throw Error("a curve of no known kind");
}

at::Tensor applied(const ConvolutionLayer& layer, const at::Tensor& weight,
                   const at::Tensor& inputs) {
    const BorderedInputs within = bordered(layer, inputs);
    return at::conv2d(within.values, weight, {}, layer.stride, within.padding, undilated,
                      layer.groups);
}

at::Tensor applied(const LinearLayer&, const at::Tensor& weight, const at::Tensor& inputs) {
    return at::linear(inputs, weight);
}

at::Tensor transposed(const ConvolutionLayer& layer, const at::Tensor& weight,
                      const at::Tensor& inputs, const at::Tensor& signal) {
    const BorderedInputs within = bordered(layer, inputs);
    const at::Tensor whole = std::get<0>(at::convolution_backward(
        signal, within.values, weight, at::OptionalIntArrayRef(), layer.stride, within.padding,
        undilated, /*transposed=*/false, {0, 0}, layer.groups, {true, false, false}));
    return whole.narrow(2, within.zeros.rows.before, inputs.size(2))
        .narrow(3, within.zeros.columns.before, inputs.size(3));
}

at::Tensor transposed(const LinearLayer&, const at::Tensor& weight, const at::Tensor&,
                      const at::Tensor& signal) {
    return at::matmul(signal, weight);
}

at::Tensor broadcastBias(const ConvolutionLayer& layer) {
    return layer.bias.view({1, -1, 1, 1});
}

at::Tensor broadcastBias(const LinearLayer& layer) {
    return layer.bias.view({1, -1});
}

at::Tensor maximaOf(const MaxPoolLayer& layer, const at::Tensor& inputs) {
    return std::get<1>(at::max_pool2d_with_indices(
        inputs, layer.window, layer.stride, layer.padding, 1, layer.rounding == PoolRounding::Up));
}

at::Tensor scattered(const MaxPoolLayer& layer, const at::Tensor& inputs, const at::Tensor& indices,
                     const at::Tensor& signal) {
    return at::max_pool2d_with_indices_backward(signal, inputs, layer.window, layer.stride,
                                                layer.padding, 1,
                                                layer.rounding == PoolRounding::Up, indices);
}

}  // namespace sigscope::models
