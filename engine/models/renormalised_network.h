#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "engine/models/network.h"

namespace sigscope::models {

/// A network behind torchvision's `transform_input`: inputs with ImageNet's mean and standard
/// deviation become those with 0.5 and 0.5 that it was trained with.
class RenormalisedNetwork final : public Network {
public:
    /// For points of the type and on the device of `options`.
    RenormalisedNetwork(std::shared_ptr<const Network> network, const at::TensorOptions& options);

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override;
    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override;
    [[nodiscard]] at::Tensor classify(const at::Tensor& features) const override;
    [[nodiscard]] int classCount() const override { return m_network->classCount(); }
    [[nodiscard]] std::int64_t smallestInput() const override { return m_network->smallestInput(); }

private:
    [[nodiscard]] at::Tensor renormalised(const at::Tensor& inputs) const;

    std::shared_ptr<const Network> m_network;
    at::Tensor m_scale;  ///< [3, 1, 1].
    at::Tensor m_shift;  ///< [3, 1, 1].
};

}  // namespace sigscope::models
