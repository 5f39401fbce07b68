#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/exit_status.h"
#include "engine/api/integration_benchmark.h"

namespace sigscope::app {

/// What `sigscope bench integration` is told.
struct BenchIntegrationOptions {
    IntegrationBenchmarkRequest request;  ///< Its images may be folders; none for the samples.
    std::vector<std::filesystem::path> outputs;  ///< A table (.csv) and figures (.svg, .png).
};

/// Measures, writes the outputs and prints a summary. There must be no Engine meanwhile.
[[nodiscard]] ExitStatus benchIntegration(BenchIntegrationOptions options,
                                          const std::filesystem::path& samples);

/// That summary: medians over the photographs for each method and f.
[[nodiscard]] std::string integrationReport(const IntegrationBenchmark& benchmark);

}  // namespace sigscope::app
