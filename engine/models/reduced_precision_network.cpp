#include "engine/models/reduced_precision_network.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine/error.h"

namespace sigscope::models {

ReducedPrecisionNetwork::ReducedPrecisionNetwork(std::shared_ptr<const Network> network,
                                                 c10::ScalarType weights)
    : WrappedNetwork(std::move(network)), m_weights(weights) {}

at::Tensor ReducedPrecisionNetwork::logits(const at::Tensor& inputs) const {
    return WrappedNetwork::logits(inputs.to(m_weights)).to(at::kFloat);
}

at::Tensor ReducedPrecisionNetwork::features(const at::Tensor& inputs) const {
    return WrappedNetwork::features(inputs.to(m_weights)).to(at::kFloat);
}

at::Tensor ReducedPrecisionNetwork::classify(const at::Tensor& features) const {
    return WrappedNetwork::classify(features.to(m_weights)).to(at::kFloat);
}

LayerIndex ReducedPrecisionNetwork::describe(LayerGraph&, LayerIndex) const {
    throw Error(
        "precision: this method goes back through the network's layers, which takes more than 8 "
        "bits; choose float32 or float64");
}

}  // namespace sigscope::models
