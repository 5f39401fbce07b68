#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/api/benchmark.h"
#include "engine/api/default_model.h"
#include "engine/api/outcome.h"

namespace sigscope {

/// How the error of the map falls with the number of gradients, over photographs.
struct IntegrationBenchmarkRequest {
    std::vector<std::filesystem::path> images;
    std::string model = defaultModel;
    std::string device = "auto";
    std::vector<std::string> methods{"sig"};  ///< Of those that have a tolerance.
    std::vector<std::string> objectives{"probability", "logit"};
    /// Intervals, all alike, of the trapezoid that counts as exact.
    int referenceIntervals = 512;
    int mostSteps = 256;  ///< How far the bisection is followed.
    /// Where exact maps and finished cases are kept, by content; empty for nowhere. A benchmark
    /// that was stopped goes on from there.
    std::filesystem::path cache;
    ReferenceLoops references = ReferenceLoops::Timed;
};

/// How nodes are chosen and weighed.
enum class NodeRule {
    Bisection,  ///< The default: where the map changes most.
    Dyadic,     ///< The trapezoid on even nodes.
    Published,  ///< The published program's: 200 even nodes, gradients at the starts.
};
[[nodiscard]] std::string nameOf(NodeRule rule);

/// The map after so many gradients.
struct IntegrationPoint {
    NodeRule rule = NodeRule::Bisection;
    int evaluations = 0;
    double error = 0;                ///< Relative L2 distance from the exact map, channels summed.
    std::optional<double> estimate;  ///< What the engine says it is.
};

/// One photograph, method and f.
struct IntegrationCase {
    std::string image;
    std::string method;
    std::string objective;
    std::vector<IntegrationPoint> points;
    double secondsPerEvaluation = 0;                      ///< Of the engine.
    std::optional<double> referenceSecondsPerEvaluation;  ///< Of the published program's loop.

    /// The first point of the bisection whose estimate is within `tolerance`, or null.
    [[nodiscard]] const IntegrationPoint* within(double tolerance) const;
    /// The first point of the bisection whose error is at most `error`, or null.
    [[nodiscard]] const IntegrationPoint* reaching(double error) const;
    [[nodiscard]] const IntegrationPoint& published() const;
};

struct IntegrationBenchmark {
    std::string device;
    std::string model;
    double tolerance = 0;  ///< At which a run ends unless it is told another: a share of the map.
    std::vector<IntegrationCase> cases;
    int firstPreviewEvaluations = 0;
    std::int64_t peakBytes = 0;  ///< Of the process.
    bool partial = false;        ///< It was stopped.
};

/// The cases of one method and f.
struct CaseGroup {
    std::string method;
    std::string objective;
    std::vector<const IntegrationCase*> cases;  ///< The benchmark's.
};
[[nodiscard]] std::vector<CaseGroup> groupsOf(const IntegrationBenchmark& benchmark);

/// Measures on the calling thread, as runBenchmark().
[[nodiscard]] Outcome<IntegrationBenchmark> runIntegrationBenchmark(
    const IntegrationBenchmarkRequest& request,
    const std::function<void(const BenchmarkProgress&)>& progress = {},
    const std::stop_token& stop = {});

/// A line for each point: image, method, f, rule, evaluations, error, estimate, seconds per
/// evaluation of the engine and of the published program's loop.
[[nodiscard]] std::string integrationCsv(const IntegrationBenchmark& benchmark);

}  // namespace sigscope
