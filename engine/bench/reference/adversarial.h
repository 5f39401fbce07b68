#pragma once

#include <ATen/core/Tensor.h>

#include "engine/bench/reference/pace.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

struct AdversarialSettings {
    int negatives = 10;
    double stepSize = 0.05;
    int iterations = 15;
};

/// AGI, one target class after the other: each iteration one forward and two backward passes.
/// [3, H, W].
[[nodiscard]] at::Tensor adversarial(const Problem& problem, const AdversarialSettings& settings,
                                     Pace& pace);

}  // namespace sigscope::bench
