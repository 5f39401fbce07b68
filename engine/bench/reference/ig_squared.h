#pragma once

#include <ATen/core/Tensor.h>

#include "engine/bench/reference/pace.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

struct WalkSettings {
    int updates = 201;
    double updateSize = 0.02;
};

/// IG² with `references` [R, 3, H, W]: the walk to each first, one forward and one backward pass a
/// point, then a second pair of them at each point for f. [3, H, W].
[[nodiscard]] at::Tensor igSquared(const Problem& problem, const at::Tensor& references,
                                   const WalkSettings& settings, Pace& pace);

}  // namespace sigscope::bench
