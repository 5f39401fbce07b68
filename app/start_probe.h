#pragma once

#include <chrono>

#include "app/bench_start.h"
#include "app/exit_status.h"
#include "engine/api/engine.h"

namespace sigscope::app {

/// When the program came how far.
struct StartMoments {
    std::chrono::steady_clock::time_point mainBegun;
    std::chrono::steady_clock::time_point engineMade;
};

/// In a process that `bench start` launched: explains up to the first gradient, twice, and prints
/// how long that took (startJson()).
[[nodiscard]] ExitStatus probeStart(Engine& engine, const BenchStartOptions& options,
                                    const StartMoments& moments);

}  // namespace sigscope::app
