#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::segmentation {

struct FelzenszwalbSettings {
    double scale = 100;  ///< Larger segments for larger ones: k = scale / 255.
    double sigma = 0.8;  ///< Of the Gaussian before, in pixels.
    int minSize = 20;    ///< Smaller segments are joined with a neighbour, in pixels.
};

/// The segments of a picture [C, H, W] by Felzenszwalb and Huttenlocher (2004), as scikit-image
/// computes them: int64 [H, W] on the CPU, numbered from 0 by their first pixel, row by row. Edges
/// of equal cost are taken in their order (down, right, down right, up right, each row by row).
/// docs/theory/perturbation.md#felzenszwalb-segments.
[[nodiscard]] at::Tensor felzenszwalb(const at::Tensor& picture,
                                      const FelzenszwalbSettings& settings);

}  // namespace sigscope::segmentation
