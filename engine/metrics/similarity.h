#pragma once

#include <ATen/core/Tensor.h>

#include <optional>

namespace sigscope::metrics {

// How alike two maps are; docs/theory/metrics.md#model-randomisation. Nothing where one of them is
// the same everywhere.

/// Pearson's r of two tensors of equal size.
[[nodiscard]] std::optional<double> pearson(const at::Tensor& a, const at::Tensor& b);

/// Spearman's rank correlation, equal values sharing the mean of their ranks.
[[nodiscard]] std::optional<double> spearman(const at::Tensor& a, const at::Tensor& b);

/// Structural similarity (Wang et al., 2004) of maps [H, W], each scaled to [0, 1] by its minimum
/// and maximum: uniform 7×7 windows, sample covariances, K of 0.01 and 0.03, the mean over all
/// windows that lie within. Nothing of maps smaller than a window either.
[[nodiscard]] std::optional<double> structuralSimilarity(const at::Tensor& a, const at::Tensor& b);

/// The similarities that model randomisation reports of two attributions [C, H, W].
struct MapSimilarity {
    std::optional<double> signedRanks;    ///< Spearman of Σ_c A.
    std::optional<double> absoluteRanks;  ///< Spearman of Σ_c |A|.
    std::optional<double> structure;      ///< SSIM of Σ_c |A|.
};
[[nodiscard]] MapSimilarity similarityOf(const at::Tensor& a, const at::Tensor& b);

}  // namespace sigscope::metrics
