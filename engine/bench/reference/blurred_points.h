#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/bench/reference/pace.h"
#include "engine/paths/blur_path.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

/// The points [1, 3, H, W] of Blur IG, steps + 1 of them: in raw space, with the whole square
/// kernel of ⌊6σ+1⌋ × ⌊6σ+1⌋ pixels. Fewer if `pace` says so.
[[nodiscard]] std::vector<at::Tensor> blurredPoints(const Problem& problem,
                                                    const paths::BlurSettings& settings,
                                                    const Pace& pace);

}  // namespace sigscope::bench
