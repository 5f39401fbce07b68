#include "engine/models/architectures/inverted_residual.h"

#include <ATen/ATen.h>

#include <utility>

namespace sigscope::models {

namespace {

/// A side of the kernel [out, in / groups, k, k] of a part's convolution; 0 of what is none, which
/// is refused when it is taken.
std::int64_t partSide(const WeightSource& weights, const std::string& part, std::int64_t side) {
    const at::Tensor* weight = weights.state().find(part + ".0.weight");
    return weight && weight->dim() == 4 ? weight->size(side) : 0;
}

InvertedResidualKind withoutStride(InvertedResidualKind kind) {
    kind.stride = 1;
    return kind;
}

InvertedResidualKind projectionKind(InvertedResidualKind kind) {
    kind.activation = Activation::None;
    return withoutStride(kind);
}

}  // namespace

ConvolutionUnit takeNormedUnit(const WeightSource& weights, const std::string& name,
                               const std::vector<std::int64_t>& shape,
                               const InvertedResidualKind& kind) {
    Convolution convolution =
        weights.takeNormed(name + ".0", name + ".1", shape, kind.batchNormEpsilon);
    // A depthwise convolution: every channel is a group of its own.
    const std::int64_t groups = shape[1] == 1 ? convolution.weight.size(0) : 1;
    const ConvolutionLayout layout = centredLayout(convolution, kind.stride, groups);
    return {std::move(convolution), layout, kind.activation,
            kind.stride > 1 ? kind.borders : Borders::Padded};
}

InvertedResidual::InvertedResidual(const WeightSource& weights, const std::string& name,
                                   std::int64_t inputs, const InvertedResidualKind& kind) {
    int index = 0;
    const auto part = [&] { return name + ".block." + std::to_string(index); };
    const std::int64_t side = partSide(weights, part(), 2);
    const bool fused = side > 1 && partSide(weights, part(), 1) == inputs;
    if (fused) {
        m_first.push_back(takeNormedUnit(weights, part(), {anySide, inputs, 3, 3}, kind));
        ++index;
    } else {
        std::int64_t width = inputs;
        if (side == 1) {
            m_first.push_back(
                takeNormedUnit(weights, part(), {anySide, inputs, 1, 1}, withoutStride(kind)));
            width = m_first.back().outputs();
            ++index;
        }
        // Others are not published, and how they are padded is not known.
        const std::int64_t depthwise = partSide(weights, part(), 2) == 5 ? 5 : 3;
        m_first.push_back(takeNormedUnit(weights, part(), {width, 1, depthwise, depthwise}, kind));
        ++index;
    }
    const std::int64_t width = m_first.back().outputs();
    if (weights.contains(part() + ".fc1.weight")) {
        m_excitation.emplace(weights, part(), width, kind.curves);
        ++index;
    }
    if (!fused || weights.contains(part() + ".0.weight"))
        m_projection =
            takeNormedUnit(weights, part(), {anySide, width, 1, 1}, projectionKind(kind));
    m_isResidual = kind.stride == 1 && outputs() == inputs;
}

at::Tensor InvertedResidual::operator()(const at::Tensor& inputs) const {
    at::Tensor values = inputs;
    for (const ConvolutionUnit& unit : m_first) values = unit(values);
    if (m_excitation) values = (*m_excitation)(values);
    if (m_projection) values = (*m_projection)(values);
    return m_isResidual ? values + inputs : values;
}

LayerIndex InvertedResidual::describe(LayerGraph& graph, LayerIndex inputs) const {
    LayerIndex last = inputs;
    for (const ConvolutionUnit& unit : m_first) last = unit.describe(graph, last);
    if (m_excitation) last = m_excitation->describe(graph, last);
    if (m_projection) last = m_projection->describe(graph, last);
    return m_isResidual ? graph.add(SumLayer{}, {last, inputs}) : last;
}

std::int64_t InvertedResidual::outputs() const {
    return m_projection ? m_projection->outputs() : m_first.back().outputs();
}

}  // namespace sigscope::models
