#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/api/outcome.h"

namespace sigscope {

/// What `bench gradients` measures, and on what.
struct GradientBenchmarkRequest {
    std::filesystem::path image;
    std::string model = "efficientnet-lite0";
    std::string device = "auto";
    int evaluations = 200;
    int rounds = 3;  ///< Each pair is measured this often, in turn; the medians are compared.
};

/// A method beside the reference loop that does the same work as the published program does it: one
/// point at a time, batch norm not folded, contiguous layout.
struct GradientTiming {
    std::string method;
    double referenceSeconds = 0;
    double engineSeconds = 0;

    [[nodiscard]] double ratio() const { return referenceSeconds / engineSeconds; }
};

struct GradientBenchmark {
    std::string device;
    std::string model;
    int evaluations = 0;
    int firstPreviewEvaluations = 0;   ///< Gradients before the first estimate of the whole path.
    double firstPreviewSeconds = 0;    ///< From the first gradient.
    std::vector<GradientTiming> rows;  ///< Medians.
};

/// Measures on the calling thread, which must be the process's only user of Torch. `progress` is
/// told what is being measured.
[[nodiscard]] Outcome<GradientBenchmark> benchmarkGradients(
    const GradientBenchmarkRequest& request,
    const std::function<void(const std::string&)>& progress = {});

}  // namespace sigscope
