#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "engine/api/benchmark.h"
#include "engine/api/evaluation.h"
#include "engine/api/explain_request.h"
#include "engine/api/outcome.h"
#include "engine/api/run_observer.h"
#include "engine/api/table.h"

namespace sigscope {

/// The layouts of data sets that can be read: docs/STUDIES.md. "auto" tells them by what is there.
[[nodiscard]] std::vector<Choice> datasetLayouts();

/// The pictures of a study whose number leaves the remainder index − 1, divided by count.
struct Shard {
    int index = 1;  ///< 1 to count.
    int count = 1;

    bool operator==(const Shard&) const = default;
};

/// Reads "3/16". Throws std::invalid_argument.
[[nodiscard]] Shard parseShard(const std::string& text);

/// Which class is explained, and whose probability counts.
enum class ExplainedClass {
    Label,  ///< The picture's, as the data set says.
    Top,    ///< The likeliest by the model.
};

enum class MapKeeping { None, Kept };

/// Data set × models × methods × metrics.
struct StudyRequest {
    std::filesystem::path dataset;
    std::string layout = "auto";
    ExplainRequest explain;  ///< What all explanations have in common.
    std::vector<std::string> models;
    std::vector<ChosenMethod> methods;
    std::vector<std::string> metrics;  ///< Names of metricSpecs().
    ParameterValues metricValues{};    ///< Of metricParameters(); what is absent has its default.
    ExplainedClass explained = ExplainedClass::Label;
    std::optional<int> limit;  ///< So many pictures, drawn by `seed`; else all.
    std::int64_t seed = 0;
    Shard shard{};
    MapKeeping maps = MapKeeping::None;  ///< As maps/MODEL/METHOD/PICTURE.npz of the study.
    std::string command{};  ///< The command line that asks for it, which the study remembers.
};

/// How far a study, or a shard of it, is.
struct StudyState {
    int maps = 0;    ///< Picture × model × method, in all.
    int done = 0;    ///< Of them, with what was done before.
    int made = 0;    ///< By this call.
    int failed = 0;  ///< Of done: those that have a reason in place of values.
    int unkept =
        0;  ///< Of done: those whose maps were to be kept, and were not when they were made.
    bool partial = false;  ///< It was stopped.
};

using StudyEnd = std::variant<StudyState, RunFailure>;

/// Computes what is not there yet of the study in `folder`, whose rows go to study.sqlite as they
/// are made: all of a map's at once. Whoever is killed loses the map that was being made. On the
/// calling thread, as runBenchmark(). Fails if the folder has another study's rows, or is being
/// written to by another process; what concerns one picture alone is a row with its reason.
[[nodiscard]] StudyEnd runStudy(const StudyRequest& request, const std::filesystem::path& folder,
                                const std::function<void(const BenchmarkProgress&)>& progress = {},
                                const std::stop_token& stop = {});

/// The shards of one study as that study, in the new folder `into`. Fails, and writes nothing, if
/// they are of different studies, overlap, or are not all there and done.
[[nodiscard]] StudyEnd mergeStudies(const std::vector<std::filesystem::path>& shards,
                                    const std::filesystem::path& into);

struct StudyRow {
    std::string picture;  ///< Its path within the data set.
    std::string model;
    std::string method;
    std::string metric;
    std::optional<double> value;
    std::string reason{};  ///< Why there is no value.

    bool operator==(const StudyRow&) const = default;
};

/// The rows of a study by picture, model, method and metric.
[[nodiscard]] Outcome<std::vector<StudyRow>> readStudy(const std::filesystem::path& folder);

/// A row for each of `rows`.
[[nodiscard]] Table studyTable(const std::vector<StudyRow>& rows);

}  // namespace sigscope
