#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "engine/models/wrapped_network.h"

namespace sigscope::models {

/// A network behind torchvision's `transform_input`: inputs with ImageNet's mean and standard
/// deviation become those with 0.5 and 0.5 that it was trained with.
class RenormalisedNetwork final : public WrappedNetwork {
public:
    /// For points of the type and on the device of `options`.
    RenormalisedNetwork(std::shared_ptr<const Network> network, const at::TensorOptions& options);

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override;
    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override;
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const override;

private:
    [[nodiscard]] at::Tensor renormalised(const at::Tensor& inputs) const;

    at::Tensor m_scale;  ///< [3, 1, 1].
    at::Tensor m_shift;  ///< [3, 1, 1].
};

}  // namespace sigscope::models
