#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "engine/api/benchmark.h"
#include "engine/problem/supplies.h"

namespace sigscope::bench {

/// One problem with its network in both forms, and what methods take from files.
struct Contest {
    Problem fast;
    Problem published;
    Supplies* supplies = nullptr;
};

/// What of a BenchmarkRequest is not in the problem.
struct ContestRules {
    std::vector<BenchmarkEntry> entries;
    std::optional<int> evaluations;
    int rounds = 3;
    ReferenceLoops references = ReferenceLoops::Timed;
};

/// Times the engine and the reference loops in turn, and fills in the rows, what was skipped and
/// the first preview. Rounds are outermost, so that a machine that is busy for a while slows down
/// one measurement of a row and not all.
void measure(const Contest& contest, const ContestRules& rules,
             const std::function<void(const BenchmarkProgress&)>& progress,
             const std::stop_token& stop, Benchmark& benchmark);

}  // namespace sigscope::bench
