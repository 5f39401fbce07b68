#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <mutex>
#include <optional>

#include "engine/models/architectures/rectified_convolution.h"

/// oneDNN's convolution with the activation in the same pass, on the CPU in float32. Torch
/// registers it for its own compiler, so neither its presence nor its signature is promised: ask
/// first.
namespace sigscope::models::onednn {

/// Whether a convolution of `inputs` can be had.
[[nodiscard]] bool available(const at::Tensor& inputs);

/// min(max(convolution(inputs), 0), ceiling), the ceiling 6 or infinite; without one the
/// convolution alone. `bias` may be undefined.
[[nodiscard]] at::Tensor convolve(const at::Tensor& inputs, const at::Tensor& weight,
                                  const at::Tensor& bias, const ConvolutionLayout& layout,
                                  std::optional<double> ceiling);

/// Weights as the kernel wants them for inputs of one size, so that they need not be rearranged at
/// every call.
class PackedWeight {
public:
    PackedWeight() = default;
    PackedWeight(at::Tensor weight, const ConvolutionLayout& layout);

    /// For `inputs`; of use to convolve() alone. Rearranges them if the last inputs were of another
    /// height or width. Any thread.
    [[nodiscard]] at::Tensor of(const at::Tensor& inputs) const;

    [[nodiscard]] bool defined() const { return m_weight.defined(); }

private:
    struct Packed {
        std::mutex mutex;
        std::int64_t rows = 0;
        std::int64_t columns = 0;
        at::Tensor weight;
    };

    at::Tensor m_weight;
    ConvolutionLayout m_layout;
    std::shared_ptr<Packed> m_packed = std::make_shared<Packed>();
};

}  // namespace sigscope::models::onednn
