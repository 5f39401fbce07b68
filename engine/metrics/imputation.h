#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/ScalarType.h>

namespace sigscope::metrics {

/// What ROAD puts in the place of removed pixels.
enum class Imputer {
    Linear,       ///< What their neighbours say, noise added.
    ChannelMean,  ///< The mean of the whole picture.
};

/// How exactly the linear equations of imputation are solved.
struct ImputationAccuracy {
    c10::ScalarType dtype = c10::kFloat;
    double residual = 1e-5;  ///< ‖r‖₂ ≤ residual·‖b‖₂, for each picture and channel.

    /// float64 to 1e-12, as published programs solve them.
    [[nodiscard]] static ImputationAccuracy exact() { return {c10::kDouble, 1e-12}; }
};

/// Each removed pixel as the weighted mean of its eight neighbours within the picture (1/6 beside,
/// 1/12 across a corner), removed neighbours by their own value: linear equations, symmetric and
/// positive definite, solved by conjugate gradients for all pictures and channels at once.
/// docs/theory/metrics.md#road. `raw` [3, H, W] in [0, 1]; `removed` bool, [N, H, W], at least one
/// pixel kept in each. Gives [N, 3, H, W], float64 on the device of `raw`, without noise. Throws
/// Error if all pixels of a picture are removed.
[[nodiscard]] at::Tensor imputeLinear(const at::Tensor& raw, const at::Tensor& removed,
                                      const ImputationAccuracy& accuracy = {});

/// Each removed pixel as its channel's mean over the whole of `raw`; shapes as imputeLinear().
[[nodiscard]] at::Tensor imputeChannelMean(const at::Tensor& raw, const at::Tensor& removed);

}  // namespace sigscope::metrics
