#include "engine/models/architectures/inception_unit.h"

#include <ATen/ATen.h>

#include <utility>

namespace sigscope::models {

namespace {

constexpr double inceptionUnitBatchNormEpsilon = 1e-3;

Convolution takeFolded(const WeightSource& weights, const std::string& name, std::int64_t inputs) {
    return weights.takeNormed(name + ".conv", name + ".bn", {anySide, inputs, anySide, anySide},
                              inceptionUnitBatchNormEpsilon);
}

}  // namespace

ConvolutionUnit takeInceptionUnit(const WeightSource& weights, const std::string& name,
                                  std::int64_t inputs) {
    Convolution convolution = takeFolded(weights, name, inputs);
    const ConvolutionLayout layout = centredLayout(convolution);
    return {std::move(convolution), layout, Activation::Relu};
}

ConvolutionUnit takeUnpaddedUnit(const WeightSource& weights, const std::string& name,
                                 std::int64_t inputs, std::int64_t stride) {
    return {takeFolded(weights, name, inputs), unpaddedLayout(stride), Activation::Relu};
}

ConvolutionUnit takeHalvingUnit(const WeightSource& weights, const std::string& name,
                                std::int64_t inputs) {
    // With another size it is another network, whose stride nothing tells.
    Convolution convolution = weights.takeNormed(
        name + ".conv", name + ".bn", {anySide, inputs, 7, 7}, inceptionUnitBatchNormEpsilon);
    const ConvolutionLayout layout = centredLayout(convolution, 2);
    return {std::move(convolution), layout, Activation::Relu};
}

Chain::Chain(const WeightSource& weights, const std::vector<std::string>& names,
             std::int64_t inputs) {
    std::int64_t channels = inputs;
    for (const std::string& name : names) {
        append(takeInceptionUnit(weights, name, channels));
        channels = outputs();
    }
}

at::Tensor Chain::operator()(const at::Tensor& inputs) const {
    at::Tensor values = inputs;
    for (const ConvolutionUnit& unit : m_units) values = unit(values);
    return values;
}

LayerIndex Chain::describe(LayerGraph& graph, LayerIndex inputs) const {
    LayerIndex last = inputs;
    for (const ConvolutionUnit& unit : m_units) last = unit.describe(graph, last);
    return last;
}

}  // namespace sigscope::models
