#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/problem/problem.h"

namespace sigscope::bench {

/// Binary DiffID as the published program computes it: for each ratio and each of the two games it
/// sorts the map anew, fills, and evaluates one picture. docs/theory/metrics.md#diffid.
[[nodiscard]] double publishedDiffId(const Problem& problem, const at::Tensor& attribution,
                                     const std::vector<double>& ratios);

}  // namespace sigscope::bench
