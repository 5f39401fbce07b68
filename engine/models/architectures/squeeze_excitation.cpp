#include "engine/models/architectures/squeeze_excitation.h"

#include <ATen/ATen.h>

#include "engine/models/layer_functions.h"

namespace sigscope::models {

SqueezeExcitation::SqueezeExcitation(const WeightSource& weights, const std::string& name,
                                     std::int64_t channels, const Curves& curves)
    : m_squeeze(takeBiasedUnit(weights, name + ".fc1", {anySide, channels, 1, 1}, curves.squeeze)),
      m_excite(takeBiasedUnit(weights, name + ".fc2", {channels, m_squeeze.outputs(), 1, 1},
                              Activation::None)),
      m_gate(curves.gate) {}

at::Tensor SqueezeExcitation::operator()(const at::Tensor& inputs) const {
    const at::Tensor means = inputs.mean({2, 3}, /*keepdim=*/true);
    return inputs * curveOf(m_gate, m_excite(m_squeeze(means)));
}

LayerIndex SqueezeExcitation::describe(LayerGraph& graph, LayerIndex inputs) const {
    const LayerIndex means = graph.add(AdaptiveMeanLayer{1}, {inputs});
    const LayerIndex excited = m_excite.describe(graph, m_squeeze.describe(graph, means));
    return graph.add(GateLayer{}, {inputs, graph.add(CurveLayer{m_gate}, {excited})});
}

}  // namespace sigscope::models
