#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::golden {

/// How far two computations of one map in float32 follow each other.
enum class Agreement {
    Rounding,   ///< They differ by rounding alone.
    Branching,  ///< They branch on tiny differences here and there.
    /// Every step branches on the last bits of the one before. Guided IG on a network of many
    /// ReLUs: float64, float32 and two sets of kernels agree element by element to r = 0.03 only,
    /// but on which regions matter to r = 0.9.
    Regional,
};

/// Pearson's r of two maps [3, H, W]: of their elements, or of Σ|A| over squares of 32 × 32 pixels.
[[nodiscard]] double agreementOf(const at::Tensor& a, const at::Tensor& b, Agreement kind);

/// The r that is asked for.
[[nodiscard]] double leastAgreement(Agreement kind);

}  // namespace sigscope::golden
