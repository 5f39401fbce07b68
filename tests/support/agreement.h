#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::golden {

/// How far two computations of one map in float32 follow each other.
enum class Agreement {
    Rounding,   ///< They differ by rounding alone.
    Branching,  ///< They branch on tiny differences here and there.
    /// Every step branches on the last bits of the one before: Guided IG on a network of many
    /// ReLUs. One and the same program agrees with itself to r = 0.03 when the number of threads is
    /// another. Nothing is comparable but the sum.
    SumOnly,
};

/// Pearson's r of two maps [3, H, W]; of their sums the smaller as a share of the larger. 0 where
/// one is not finite.
[[nodiscard]] double agreementOf(const at::Tensor& a, const at::Tensor& b, Agreement kind);

/// The agreement that is asked for.
[[nodiscard]] double leastAgreement(Agreement kind);

}  // namespace sigscope::golden
