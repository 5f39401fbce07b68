#pragma once

#include <c10/core/ScalarType.h>

#include <memory>

#include "engine/models/wrapped_network.h"

namespace sigscope::models {

/// A network in a narrower type than its points: rounds them on the way in, and what it answers is
/// in float32 again, so that gradients with respect to the points are too.
class ReducedPrecisionNetwork final : public WrappedNetwork {
public:
    ReducedPrecisionNetwork(std::shared_ptr<const Network> network, c10::ScalarType weights);

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override;
    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override;
    [[nodiscard]] at::Tensor classify(const at::Tensor& features) const override;
    /// Throws Error: what the layers' rules make of so few bits says nothing.
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const override;

private:
    c10::ScalarType m_weights;
};

}  // namespace sigscope::models
