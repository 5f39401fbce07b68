#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "engine/api/benchmark.h"
#include "engine/api/default_model.h"
#include "engine/api/outcome.h"

namespace sigscope {

/// What metrics cost.
struct MetricBenchmarkRequest {
    std::filesystem::path image;
    std::string model = defaultModel;
    std::string device = "auto";
    int rounds = 3;     ///< Each is timed this often.
    int pictures = 50;  ///< Measured one after the other, for the memory that is held.
};

/// Times are medians over the rounds. The map is gradient × input.
struct MetricBenchmark {
    std::string model;
    std::string device;
    std::string inputSize;            ///< "224×224", the height first.
    double diffIdSeconds = 0;         ///< Of one map.
    double publishedSeconds = 0;      ///< Of the same by the published program's loop.
    double difference = 0;            ///< Between the two values.
    int masks = 0;                    ///< Of ROAD, all imputed at once.
    double imputationSeconds = 0;     ///< For all of them.
    int pictures = 0;                 ///< That were explained and measured.
    std::int64_t firstPeakBytes = 0;  ///< Of tensors, while the first ten were.
    std::int64_t peakBytes = 0;       ///< While all were: the same where nothing is kept.
};

/// Measures on the calling thread, as runBenchmark(). Fails, too, if it is stopped.
[[nodiscard]] Outcome<MetricBenchmark> runMetricBenchmark(
    const MetricBenchmarkRequest& request,
    const std::function<void(const BenchmarkProgress&)>& progress = {},
    const std::stop_token& stop = {});

}  // namespace sigscope
