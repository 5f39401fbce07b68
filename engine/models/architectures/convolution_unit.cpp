#include "engine/models/architectures/convolution_unit.h"

#include <ATen/ATen.h>

#include <limits>
#include <utility>

#include "engine/models/layer_functions.h"

namespace sigscope::models {

namespace {

double ceilingOf(Activation activation) {
    return activation == Activation::Relu6 ? 6 : std::numeric_limits<double>::infinity();
}

bool isRectifier(Activation activation) {
    return activation == Activation::Relu || activation == Activation::Relu6;
}

/// Of an activation that is no rectifier.
Curve curveOfActivation(Activation activation) {
    return activation == Activation::HardSwish ? Curve::HardSwish : Curve::Silu;
}

}  // namespace

ConvolutionLayout centredLayout(const Convolution& convolution, std::int64_t stride,
                                std::int64_t groups) {
    return {
        {stride, stride}, {convolution.weight.size(2) / 2, convolution.weight.size(3) / 2}, groups};
}

ConvolutionLayout unpaddedLayout(std::int64_t stride) {
    return {{stride, stride}, {0, 0}, 1};
}

ConvolutionLayer layerOf(const Convolution& convolution, const ConvolutionLayout& layout,
                         Borders borders) {
    const Convolution folded = convolution.folded();
    const at::TensorOptions options = convolution.weight.options();
    return {folded.weight.to(options),
            folded.bias.to(options),
            layout.stride,
            layout.padding,
            layout.groups,
            borders};
}

ConvolutionUnit::ConvolutionUnit(Convolution convolution, const ConvolutionLayout& layout,
                                 Activation activation, Borders borders)
    : m_convolution(std::move(convolution)),
      m_layout(layout),
      m_activation(activation),
      m_borders(borders) {}

ConvolutionUnit::Bordered ConvolutionUnit::bordered(const at::Tensor& inputs) const {
    if (m_borders == Borders::Padded) return {inputs, m_layout};
    const BorderZeros zeros = borderZeros(m_borders, inputs, m_convolution.weight, m_layout.stride);
    // The same on both sides needs no copy of the inputs.
    if (zeros.areEven())
        return {inputs,
                {m_layout.stride, {zeros.rows.before, zeros.columns.before}, m_layout.groups}};
    return {zeros.around(inputs), {m_layout.stride, {0, 0}, m_layout.groups}};
}

at::Tensor ConvolutionUnit::operator()(const at::Tensor& inputs) const {
    const auto [placed, layout] = bordered(inputs);
    const bool rectified = isRectifier(m_activation);
    // Channels last is the fast form; the published one is computed step by step.
    if (rectified && memoryFormat() == at::MemoryFormat::ChannelsLast)
        return rectifiedConvolution(placed, m_convolution.weight, m_convolution.bias, layout,
                                    ceilingOf(m_activation));
    at::Tensor outputs =
        m_convolution.normed(at::conv2d(placed, m_convolution.weight, m_convolution.bias,
                                        layout.stride, layout.padding, 1, layout.groups));
    if (m_activation == Activation::None) return outputs;
    if (m_activation == Activation::Relu) return at::relu_(outputs);
    return rectified ? at::hardtanh_(outputs, 0, ceilingOf(m_activation))
                     : curveOf(curveOfActivation(m_activation), outputs);
}

LayerIndex ConvolutionUnit::describe(LayerGraph& graph, LayerIndex inputs) const {
    const LayerIndex outputs = graph.add(layerOf(m_convolution, m_layout, m_borders), {inputs});
    if (m_activation == Activation::None) return outputs;
    if (!isRectifier(m_activation))
        return graph.add(CurveLayer{curveOfActivation(m_activation)}, {outputs});
    return graph.add(RectifierLayer{ceilingOf(m_activation)}, {outputs});
}

ConvolutionUnit takeBiasedUnit(const WeightSource& weights, const std::string& name,
                               const std::vector<std::int64_t>& shape, Activation activation) {
    Convolution convolution = weights.takeBiased(name, shape);
    const ConvolutionLayout layout = centredLayout(convolution);
    return {std::move(convolution), layout, activation};
}

ConvolutionUnit takeBareUnit(const WeightSource& weights, const std::string& name,
                             const std::vector<std::int64_t>& shape, std::int64_t stride) {
    Convolution convolution;
    convolution.weight = weights.take(name + ".weight", shape);
    const ConvolutionLayout layout = centredLayout(convolution, stride);
    return {std::move(convolution), layout, Activation::None};
}

}  // namespace sigscope::models
