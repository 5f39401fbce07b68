#pragma once

#include <filesystem>
#include <string>

#include "app/exit_status.h"
#include "engine/api/benchmark.h"

namespace sigscope::app {

/// `sigscope bench gradients`: measures and prints a table. Without an image it takes one of
/// `samples`. There must be no Engine meanwhile.
[[nodiscard]] ExitStatus runGradientBenchmark(GradientBenchmarkRequest request,
                                              const std::filesystem::path& samples);

/// That table.
[[nodiscard]] std::string benchmarkReport(const GradientBenchmark& benchmark);

}  // namespace sigscope::app
