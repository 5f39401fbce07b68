#include "engine/models/renormalised_network.h"

#include <ATen/ATen.h>

#include <array>
#include <utility>

#include "engine/models/layer_graph.h"
#include "engine/models/preprocessing.h"

namespace sigscope::models {

RenormalisedNetwork::RenormalisedNetwork(std::shared_ptr<const Network> network,
                                         const at::TensorOptions& options)
    : WrappedNetwork(std::move(network)) {
    const auto perChannel = [](const std::array<double, 3>& values) {
        return at::tensor(at::ArrayRef<double>(values), at::kDouble).view({3, 1, 1});
    };
    m_scale = (perChannel(imagenetStd) / 0.5).to(options);
    m_shift = ((perChannel(imagenetMean) - 0.5) / 0.5).to(options);
}

at::Tensor RenormalisedNetwork::renormalised(const at::Tensor& inputs) const {
    return inputs * m_scale + m_shift;
}

at::Tensor RenormalisedNetwork::logits(const at::Tensor& inputs) const {
    return WrappedNetwork::logits(renormalised(inputs));
}

at::Tensor RenormalisedNetwork::features(const at::Tensor& inputs) const {
    return WrappedNetwork::features(renormalised(inputs));
}

LayerIndex RenormalisedNetwork::describe(LayerGraph& graph, LayerIndex inputs) const {
    return WrappedNetwork::describe(graph, graph.add(RescaleLayer{m_scale, m_shift}, {inputs}));
}

}  // namespace sigscope::models
