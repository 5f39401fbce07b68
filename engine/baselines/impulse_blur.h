#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::baselines {

/// x [3, H, W] in model space, zero beyond its borders, blurred with 11×11 pixels as RISE's and
/// SAMP's published programs blur: the kernel is an impulse in the middle of 11 pixels under a
/// Gaussian (σ = 5, cut at 4σ), the pixels repeated in mirror order beyond their ends.
/// docs/theory/metrics.md#insertion-and-deletion.
[[nodiscard]] at::Tensor impulseBlur(const at::Tensor& input);

}  // namespace sigscope::baselines
