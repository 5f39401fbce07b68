#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/metrics/metric.h"
#include "engine/problem/problem.h"

namespace sigscope::metrics {

/// What a changed picture scores.
enum class Score {
    Binary,  ///< 1 if the explained class is still the likeliest, else 0: the published program's.
    Soft,    ///< min(1, p_c / (p_c(x) + 1e-8)), of probabilities whatever f is.
};

/// Difference between the insertion and the deletion game: docs/theory/metrics.md#diffid (Yang et
/// al., 2023). By ratio: how much of the picture was replaced.
struct DiffId {
    std::vector<double> insertion;  ///< Scores without the least important elements.
    std::vector<double> deletion;   ///< Scores without the most important elements.

    /// The mean over ratios of insertion − deletion, in [−1, 1].
    [[nodiscard]] double difference() const;
};

/// Replaces ⌊ratio·3HW⌋ elements (channel and pixel), ranked by |A|. `attribution` [3, H, W]; of a
/// map [1, H, W] the channels of a pixel are equal, the first replaced first. Each ratio in (0, 1).
/// Throws Stopped.
[[nodiscard]] DiffId diffId(const Problem& problem, const at::Tensor& attribution, Score score,
                            const std::vector<double>& ratios = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7,
                                                                 0.8, 0.9},
                            Fill fill = Fill::KeptMean, const schedule::Turn& turn = {});

[[nodiscard]] Metric diffIdMetric();

}  // namespace sigscope::metrics
