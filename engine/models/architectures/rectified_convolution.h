#pragma once

#include <ATen/core/Tensor.h>

#include <array>

namespace sigscope::models {

/// How a convolution is applied; the same number for rows and columns.
struct ConvolutionLayout {
    std::array<std::int64_t, 2> stride{1, 1};
    std::array<std::int64_t, 2> padding{0, 0};
    std::int64_t groups = 1;
};

/// min(max(convolution(inputs), 0), ceiling), the ceiling 6 or infinite, differentiable with
/// respect to `inputs` alone: the weights are frozen. On a CPU, in float32, both are one kernel,
/// and only the result is kept for the gradient: that is most of what a fast gradient needs, as
/// activations are bound by memory.
[[nodiscard]] at::Tensor rectifiedConvolution(const at::Tensor& inputs, const at::Tensor& weight,
                                              const at::Tensor& bias,
                                              const ConvolutionLayout& layout, double ceiling);

}  // namespace sigscope::models
