#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::models {

/// The functions of a variational autoencoder, its parameters frozen.
class Autoencoder {
public:
    virtual ~Autoencoder() = default;

    /// The posterior mean [B, C, h, w] of pictures [B, 3, H, W] in [0, 1]; differentiable.
    [[nodiscard]] virtual at::Tensor encode(const at::Tensor& raw) const = 0;

    /// Pictures [B, 3, H, W] in [0, 1] of latent points; differentiable.
    [[nodiscard]] virtual at::Tensor decode(const at::Tensor& latent) const = 0;
};

}  // namespace sigscope::models
