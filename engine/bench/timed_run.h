#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <optional>
#include <stop_token>

#include "engine/api/benchmark.h"
#include "engine/problem/auxiliary_inputs.h"

namespace sigscope::bench {

/// A run, by the engine or by a reference loop.
struct TimedRun {
    double seconds = 0;
    int evaluations = 0;
    at::Tensor map;  ///< On the CPU, float64; undefined where there is none.
    bool complete = false;
    std::int64_t peakBytes = 0;  ///< Of the process; engine only.
};

/// When a run ends before its time, and who is told of its evaluations.
struct RunLimits {
    std::optional<int> evaluations;
    std::stop_token stop;
    std::function<void(int)> counted;
};

/// Seconds and evaluations from the first gradient to the first estimate of the whole map.
struct FirstPreview {
    int evaluations = 0;
    double seconds = 0;
};

/// An entry by the engine, in micro-batches of at most `mostPoints`.
[[nodiscard]] TimedRun timeEngine(const Problem& problem, const BenchmarkEntry& entry,
                                  int mostPoints, AuxiliaryInputs* auxiliary,
                                  const RunLimits& limits);

/// The same by the reference loop.
[[nodiscard]] TimedRun timeReference(const Problem& problem, const BenchmarkEntry& entry,
                                     AuxiliaryInputs* auxiliary, const RunLimits& limits);

/// Seconds for each of some hundred forward passes over batches of `batch` pictures.
[[nodiscard]] double secondsPerPlainValue(const Problem& problem, int batch);

[[nodiscard]] FirstPreview timeFirstPreview(const Problem& problem, int mostPoints);

}  // namespace sigscope::bench
