#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/file_bytes.h"

namespace sigscope::models {

/// The functions of a variational autoencoder, its parameters frozen.
class Autoencoder {
public:
    virtual ~Autoencoder() = default;

    /// The posterior mean [B, C, h, w] of pictures [B, 3, H, W] in [0, 1], H and W multiples of
    /// factor(); differentiable.
    [[nodiscard]] virtual at::Tensor encode(const at::Tensor& raw) const = 0;

    /// Pictures [B, 3, H, W] of latent points, in [0, 1] but for what the decoder overshoots;
    /// differentiable, so never clamped: a clamp's gradient is zero beyond its ends.
    [[nodiscard]] virtual at::Tensor decode(const at::Tensor& latent) const = 0;

    /// H / h and W / w.
    [[nodiscard]] virtual int factor() const = 0;
};

/// The content of an autoencoder's weights file. Throws Error naming the file and the reason.
[[nodiscard]] std::vector<std::uint8_t> readAutoencoderFile(const std::string& file);

/// The autoencoder of `bytes`, the content of a weights file, whose architecture follows from its
/// tensors' names and shapes. Throws Error naming the file and the reason.
[[nodiscard]] std::shared_ptr<const Autoencoder> loadAutoencoder(const std::string& file,
                                                                 ByteView bytes, c10::Device device,
                                                                 c10::ScalarType dtype);

/// The same from the file.
[[nodiscard]] std::shared_ptr<const Autoencoder> loadAutoencoder(const std::string& file,
                                                                 c10::Device device,
                                                                 c10::ScalarType dtype);

}  // namespace sigscope::models
