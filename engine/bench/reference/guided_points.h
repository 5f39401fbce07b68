#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/bench/reference/pace.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

/// The points [1, 3, H, W] of Guided IG without a bound: one gradient each but for the last, which
/// is x. They are differentiated once more when they are integrated along. Fewer if `pace` says so.
[[nodiscard]] std::vector<at::Tensor> guidedPoints(const Problem& problem, int steps,
                                                   double fraction, const Pace& pace);

}  // namespace sigscope::bench
