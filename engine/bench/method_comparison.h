#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "engine/api/benchmark.h"
#include "engine/problem/auxiliary_inputs.h"

namespace sigscope::bench {

/// One problem with its network in both forms, and what methods take from files.
struct MethodComparison {
    Problem fast;
    Problem published;
    AuxiliaryInputs* auxiliary = nullptr;
};

/// What of a BenchmarkRequest is not in the problem.
struct ComparisonRules {
    std::vector<BenchmarkEntry> entries;
    std::optional<int> evaluations;
    int rounds = 3;
    ReferenceLoops references = ReferenceLoops::Timed;
};

/// Times the engine and the reference loops in turn, and fills in the rows, what was skipped and
/// the first preview. Rounds are outermost, so that a machine that is busy for a while slows down
/// one measurement of a row and not all.
void measure(const MethodComparison& comparison, const ComparisonRules& rules,
             const std::function<void(const BenchmarkProgress&)>& progress,
             const std::stop_token& stop, Benchmark& benchmark);

}  // namespace sigscope::bench
