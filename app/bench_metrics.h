#pragma once

#include <filesystem>
#include <string>

#include "app/exit_status.h"
#include "engine/api/metric_benchmark.h"

namespace sigscope::app {

/// `sigscope bench metrics`: measures and prints what metrics cost. Without an image it takes one
/// of `samples`. There must be no Engine meanwhile.
[[nodiscard]] ExitStatus benchMetrics(MetricBenchmarkRequest request,
                                      const std::filesystem::path& samples);

/// What it prints.
[[nodiscard]] std::string metricBenchmarkReport(const MetricBenchmark& measured);

}  // namespace sigscope::app
