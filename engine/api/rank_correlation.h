#pragma once

#include <optional>
#include <vector>

#include "engine/api/array.h"

namespace sigscope {

/// The ranks of `values`, from 1 (the smallest) to their number; equal values share the mean of
/// their ranks.
[[nodiscard]] std::vector<double> averageRanks(const std::vector<float>& values);

/// A map [1, H, W] with each magnitude replaced by its rank among them, from 0 (the smallest) to 1,
/// and its sign kept. Of a single value, or of equal magnitudes, all ranks are 0.5. What is 0 stays
/// 0, which has no sign to show a rank with.
[[nodiscard]] Array rankedMagnitudes(const Array& map);

/// One row and one column for each map; in [−1, 1], or nothing where there is none.
using CorrelationMatrix = std::vector<std::vector<std::optional<double>>>;

/// How it is measured whether two maps agree.
enum class Correlation {
    Spearman,  ///< Of ranks: which pixels come first.
    Pearson,   ///< Of values: a few large ones decide.
};

/// Pearson's correlation of each two of some attributions, of |A| summed over channels. Nothing as
/// below.
[[nodiscard]] CorrelationMatrix valueCorrelations(const std::vector<const Array*>& attributions);

/// Spearman's rank correlation of each two of some attributions [3, H, W], of |A| summed over
/// channels: the correlation of their averageRanks(). Nothing of a null, of one whose |A| is the
/// same everywhere, and of two of different sizes.
[[nodiscard]] CorrelationMatrix rankCorrelations(const std::vector<const Array*>& attributions);

}  // namespace sigscope
