#pragma once

#include <ATen/core/Tensor.h>

#include "engine/paths/path.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

/// The work of the published program, as often as it does it: all points of the path first, then
/// one forward and one backward pass a point, then A = Σ g_k ⊙ (x_{k+1} − x_k). What an integration
/// of ours is timed against; `problem` holds a network in its published form.
[[nodiscard]] at::Tensor referenceLoop(const Problem& problem, const paths::Path& path, int steps);

}  // namespace sigscope::bench
