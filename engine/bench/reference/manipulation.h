#pragma once

#include <ATen/core/Tensor.h>

#include "engine/bench/reference/pace.h"
#include "engine/methods/samp_pass.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

/// SAMP: the deletion to its end, then the insertion, one gradient and one sort of all pixels a
/// step. [3, H, W], the channels alike.
[[nodiscard]] at::Tensor manipulation(const Problem& problem, const methods::SampSettings& settings,
                                      Pace& pace);

}  // namespace sigscope::bench
