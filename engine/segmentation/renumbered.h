#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::segmentation {

/// The same segments with labels 0, 1, … in the order of their first pixels, row by row: of int64
/// labels [H, W] on the CPU.
[[nodiscard]] at::Tensor renumbered(const at::Tensor& labels);

/// Labels [H, W] as [height, width]: each pixel has the label under its centre.
[[nodiscard]] at::Tensor resized(const at::Tensor& labels, std::int64_t height, std::int64_t width);

/// How many segments the renumbered `labels` have.
[[nodiscard]] std::int64_t segmentCount(const at::Tensor& labels);

}  // namespace sigscope::segmentation
