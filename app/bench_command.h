#pragma once

#include <filesystem>
#include <string>

#include "app/exit_status.h"
#include "engine/api/benchmark.h"

namespace sigscope::app {

/// `sigscope bench methods`: measures and prints a table. Without an image it takes one of
/// `samples`. There must be no Engine meanwhile.
[[nodiscard]] ExitStatus benchMethods(BenchmarkRequest request,
                                      const std::filesystem::path& samples);

/// That table.
[[nodiscard]] std::string benchmarkReport(const Benchmark& benchmark);

}  // namespace sigscope::app
