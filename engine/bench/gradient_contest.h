#pragma once

#include <functional>
#include <string>

#include "engine/api/benchmark.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

/// One problem with its network in both forms.
struct Contest {
    Problem fast;
    Problem published;
};

/// Times SIG and IG by the engine against the reference loop, `benchmark.evaluations` gradients
/// each, in turn; fills in the rows and the first preview.
void measure(const Contest& contest, int rounds,
             const std::function<void(const std::string&)>& progress, GradientBenchmark& benchmark);

}  // namespace sigscope::bench
