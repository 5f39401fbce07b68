#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace sigscope::metrics {

// Remove and retrain (Hooker et al., 2019), docs/theory/metrics.md#roar: what is trained on.

/// The ⌊HW·(1 − ratio)⌋ pixels with the lowest S [H, W], of equal ones the later: bool, [H, W].
[[nodiscard]] at::Tensor keptPixels(const at::Tensor& map, double ratio);

/// `picture` [3, H, W] in model space with the other pixels filled by one number for all channels:
/// the sum of what was kept over (3k + 1e-8), k the number of pixels kept.
[[nodiscard]] at::Tensor maskedPicture(const at::Tensor& picture, const at::Tensor& kept);

/// The area under accuracies over ratios, ascending, by the trapezoid rule; lower is better.
[[nodiscard]] double areaOver(const std::vector<double>& ratios,
                              const std::vector<double>& accuracies);

}  // namespace sigscope::metrics
