#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "app/animate_options.h"
#include "app/bench_integration.h"
#include "app/bench_start.h"
#include "app/compare_options.h"
#include "app/evaluate_options.h"
#include "app/exit_status.h"
#include "app/explain_options.h"
#include "app/figure_options.h"
#include "app/study_options.h"
#include "engine/api/benchmark.h"
#include "engine/api/catalogue.h"
#include "engine/api/metric_benchmark.h"

namespace sigscope::app {

/// What the arguments ask for.
struct CommandLine {
    enum class Command {
        Window,
        Explain,
        Compare,
        Evaluate,
        Study,
        Animate,
        Figure,
        Models,
        ModelsCheck,
        Methods,
        MethodReference,
        BenchMethods,
        BenchIntegration,
        BenchMetrics,
        BenchStart,
        BenchWindow
    };

    Command command = Command::Window;
    std::filesystem::path image;          ///< Windows only; or a result; empty for none.
    ExplainOptions explain;               ///< Explain only.
    CompareOptions compare;               ///< Compare only.
    EvaluateOptions evaluate;             ///< Evaluate only.
    StudyOptions study;                   ///< Study only.
    AnimateOptions animate;               ///< Animate only.
    FigureOptions figure;                 ///< Figure only.
    std::string model;                    ///< ModelsCheck only: a name or a file.
    BenchIntegrationOptions integration;  ///< BenchIntegration only.
    BenchStartOptions start;              ///< BenchStart only; its image may be empty.
    int minutes = 0;                      ///< BenchWindow only: of use afterwards.
    MetricBenchmarkRequest metrics;       ///< BenchMetrics only; its image may be empty.
    BenchmarkRequest benchmark;           ///< BenchMethods only; its image may be empty.
};

/// Nothing to run: help and version for standard output, or an error for standard error.
struct Answer {
    ExitStatus status = ExitStatus::Done;
    std::string text;
};

/// Reads the arguments (without the program's name). The flags of `explain` follow from
/// `catalogue`; every mistake is an Answer with one line and ExitStatus::BadInput.
[[nodiscard]] std::variant<CommandLine, Answer> parseCommandLine(
    const Catalogue& catalogue, const std::string& version,
    const std::vector<std::string>& arguments);

}  // namespace sigscope::app
