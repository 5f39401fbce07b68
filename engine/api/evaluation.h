#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "engine/api/benchmark.h"
#include "engine/api/curve_means.h"
#include "engine/api/explain_request.h"
#include "engine/api/metric.h"
#include "engine/api/run_observer.h"
#include "engine/api/table.h"

namespace sigscope {

/// All metrics that can be asked for.
[[nodiscard]] std::vector<MetricSpec> metricSpecs();

/// A method with its parameters; what is absent has its default.
struct ChosenMethod {
    std::string name;
    ParameterValues parameters{};

    bool operator==(const ChosenMethod&) const = default;
};

/// A map that is in a file, of a picture.
struct MapFile {
    /// What the map is of, and by which model; its method is of no account.
    ExplainRequest request;
    /// A result (.npz), a figure of one (.png, .svg, .pdf), or anybody's array (.npy, .npz) of
    /// shape [H, W] or [3, H, W].
    std::filesystem::path file;
};

/// Maps, of methods and of files, to be measured.
struct EvaluationRequest {
    std::vector<ExplainRequest> pictures;  ///< Each is explained by each method.
    std::vector<ChosenMethod> methods;
    std::vector<MapFile> maps;
    std::vector<std::string> metrics;  ///< Names of metricSpecs().
    /// The class whose probability counts, as ExplainRequest::target; empty for the one that is
    /// explained.
    std::string label{};
    ParameterValues metricValues{};  ///< Of metricParameters(); what is absent has its default.
    int randomMaps = 0;              ///< So many controls that know nothing, of each picture.
};

/// A map, measured by one metric.
struct EvaluationRow {
    std::string picture;  ///< Its file's name.
    std::string map;      ///< The method, the map's file, or "random".
    std::string metric;
    std::optional<double> value;      ///< Of random maps the mean. Nothing where it has none.
    std::optional<double> deviation;  ///< Of several random maps, with n − 1.
    std::string reason{};             ///< Why there is no value.
};

struct Evaluation {
    std::vector<EvaluationRow> rows;
    std::vector<CurveGroup> curves{};  ///< Of maps, means over the pictures.
    bool partial = false;              ///< It was stopped.
    /// What to know of maps before believing their rows: "map.npz: is a part, …".
    std::vector<std::string> notes{};
};

/// Measures on the calling thread, as runBenchmark(). A picture or map that cannot be read is a
/// row with its reason; what no row can be made of fails.
[[nodiscard]] std::variant<Evaluation, RunFailure> runEvaluation(
    const EvaluationRequest& request,
    const std::function<void(const BenchmarkProgress&)>& progress = {},
    const std::stop_token& stop = {});

/// A row for each of `evaluation`'s.
[[nodiscard]] Table evaluationTable(const Evaluation& evaluation);

}  // namespace sigscope
