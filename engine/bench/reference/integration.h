#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/bench/reference/pace.h"
#include "engine/paths/path.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

/// f's gradient at a point [1, 3, H, W]: one forward and one backward pass.
[[nodiscard]] at::Tensor gradientAt(const Problem& problem, const at::Tensor& point);

/// The points [1, 3, H, W] of a path at α = k/(n−1), one after the other.
[[nodiscard]] std::vector<at::Tensor> pointsOf(const paths::Path& path, int count);

/// One gradient a point, then A = Σ g_k ⊙ (x_{k+1} − x_k): [3, H, W].
[[nodiscard]] at::Tensor integrateAlong(const Problem& problem,
                                        const std::vector<at::Tensor>& points, Pace& pace);

}  // namespace sigscope::bench
