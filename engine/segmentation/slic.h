#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::segmentation {

struct SlicSettings {
    int segments = 100;       ///< About so many.
    double compactness = 10;  ///< m of the original paper: how much nearness counts beside colour.
    int iterations = 10;      ///< The original paper's.
};

/// The superpixels of a raw picture [3, H, W], red, green, blue in [0, 1], by SLIC (Achanta et al.,
/// 2012): clusters of CIELAB colour and place. Each is connected: pieces smaller than a quarter of
/// a mean superpixel belong to a neighbour. int64 [H, W] on the CPU, numbered as renumbered() says.
/// docs/theory/perturbation.md#slic-superpixels.
[[nodiscard]] at::Tensor slic(const at::Tensor& raw, const SlicSettings& settings);

}  // namespace sigscope::segmentation
