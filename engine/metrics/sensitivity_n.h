#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/metrics/metric.h"

namespace sigscope::metrics {

/// Sensitivity-n (Ancona et al., 2018), docs/theory/metrics.md#infidelity-and-sensitivity-n:
/// Pearson's r of Σ_{i∈S} A_i and f(x) − f(x with the pixels of S as in x'), over sets S.
/// `subsets` bool, [N, H, W]; A [3, H, W]. Nothing where one side is the same for all sets. Throws
/// Error as infidelity() does, and Stopped.
[[nodiscard]] std::optional<double> sensitivityN(const Problem& problem,
                                                 const at::Tensor& attribution,
                                                 const at::Tensor& subsets,
                                                 const schedule::Turn& turn = {});

/// Numbers of pixels from 1 to 0.8·HW on a logarithmic scale, ascending, each once.
[[nodiscard]] std::vector<std::int64_t> subsetSizes(int count, std::int64_t pixels);

/// `count` random sets of `size` pixels, bool, [count, H, W].
[[nodiscard]] at::Tensor drawSubsets(int seed, std::int64_t count, std::int64_t size,
                                     std::int64_t height, std::int64_t width);

[[nodiscard]] Metric sensitivityMetric();

}  // namespace sigscope::metrics
