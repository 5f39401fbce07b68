#include "engine/models/renormalised_network.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine/models/layer_graph.h"

namespace sigscope::models {

RenormalisedNetwork::RenormalisedNetwork(std::shared_ptr<const Network> network,
                                         const at::TensorOptions& options)
    : WrappedNetwork(std::move(network)) {
    const auto perChannel = [](double red, double green, double blue) {
        return at::tensor({red, green, blue}, at::kDouble).view({3, 1, 1});
    };
    m_scale = (perChannel(0.229, 0.224, 0.225) / 0.5).to(options);
    m_shift = ((perChannel(0.485, 0.456, 0.406) - 0.5) / 0.5).to(options);
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
