#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/default_model.h"
#include "engine/api/outcome.h"

namespace sigscope {

/// What a benchmark can measure: a method under the published program's settings.
struct BenchmarkEntry {
    std::string name;  ///< "sig", "sig-dct".
    std::string method;
    ParameterValues parameters;
};

/// An entry for each method, and one for each other decomposition of a method that has some.
[[nodiscard]] std::vector<BenchmarkEntry> benchmarkEntries(const std::vector<MethodSpec>& methods);

/// Whether the loops of the published program are timed beside the engine.
enum class ReferenceLoops { Timed, LeftOut };

struct BenchmarkRequest {
    std::filesystem::path image;
    std::string model = defaultModel;
    ParameterValues preprocessing{};  ///< As of an ExplainRequest.
    std::string device = "auto";
    std::vector<std::string> entries;  ///< Names; empty for all.
    std::optional<int> evaluations;    ///< Of each run, at most; else the published number.
    int rounds = 3;                    ///< Each pair is timed this often, in turn.
    ReferenceLoops references = ReferenceLoops::Timed;
    std::string autoencoder;  ///< A weights file for EIG and MIG; if empty, what they have.
};

/// An entry, measured. Times are medians over the rounds.
struct BenchmarkRow {
    std::string name;
    int evaluations = 0;  ///< Of the engine.
    double engineSeconds = 0;
    std::optional<double> referenceSeconds;  ///< Nothing where the published program has no such
                                             ///< method, or it was left out.
    std::optional<double> agreement;         ///< Pearson's r of the two maps, if both are whole.
    std::int64_t peakBytes = 0;              ///< Of the whole process while the engine ran.
    /// Of a method that asks for values alone: its forward passes per second as a share of those in
    /// plain batches (Benchmark::plainValuesPerSecond).
    std::optional<double> shareOfPlain{};

    [[nodiscard]] std::optional<double> ratio() const;
};

struct Benchmark {
    std::string device;
    std::string model;
    std::string inputSize;            ///< "224×320", the height first.
    int firstPreviewEvaluations = 0;  ///< Gradients before the first estimate of a whole map.
    double firstPreviewSeconds = 0;   ///< From the first gradient.
    /// Forward passes per second of the same network in plain batches, the median over the rounds;
    /// 0 where no row asks for values alone.
    double plainValuesPerSecond = 0;
    std::vector<BenchmarkRow> rows;
    std::vector<std::string> skipped;  ///< Entries that could not be measured, and why.
    bool partial = false;              ///< It was stopped.
};

/// NaN of none.
[[nodiscard]] double median(std::vector<double> values);

struct BenchmarkProgress {
    std::string what;  ///< "sig, one by one, round 1 of 3".
    int step = 0;
    int total = 0;
    double eta = 0;  ///< Seconds that are left of the whole benchmark.
};

/// Measures on the calling thread, which must be the process's only user of Torch, and tells
/// `progress` of it. Once `stop` is requested it returns with what there is.
[[nodiscard]] Outcome<Benchmark> runBenchmark(
    const BenchmarkRequest& request,
    const std::function<void(const BenchmarkProgress&)>& progress = {},
    const std::stop_token& stop = {});

}  // namespace sigscope
