#include "app/bench_command.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "app/complain.h"

namespace sigscope::app {

namespace {

std::string fixed(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

/// To the right edge of a column.
std::string right(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ') + text;
}

/// To the left edge of a column.
std::string left(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, text.size()), ' ');
}

void sayOnTerminal(const std::string& what) {
    if (isatty(STDERR_FILENO) == 1) std::cerr << what << std::endl;
}

}  // namespace

std::string benchmarkReport(const GradientBenchmark& benchmark) {
    std::string text = benchmark.model + " on " + benchmark.device + ", " +
                       std::to_string(benchmark.evaluations) + " gradients\n";
    text += left("method", 16) + right("one by one", 14) + right("engine", 11) + right("ratio", 9) +
            "\n";
    for (const GradientTiming& row : benchmark.rows)
        text += left(row.method, 16) + right(fixed(row.referenceSeconds) + " s", 14) +
                right(fixed(row.engineSeconds) + " s", 11) + right(fixed(row.ratio()), 9) + "\n";
    text += "first preview after " + std::to_string(benchmark.firstPreviewEvaluations) +
            " gradients, " + fixed(benchmark.firstPreviewSeconds) + " s\n";
    return text;
}

ExitStatus runGradientBenchmark(GradientBenchmarkRequest request,
                                const std::filesystem::path& samples) {
    if (request.image.empty()) request.image = samples / "chelsea.png";
    const Outcome<GradientBenchmark> measured = benchmarkGradients(request, sayOnTerminal);
    if (!measured) return complain(ExitStatus::Failed, measured.error());
    std::cout << benchmarkReport(measured.value());
    if (!std::cout.flush()) return complain(ExitStatus::Failed, "cannot write to standard output");
    return ExitStatus::Done;
}

}  // namespace sigscope::app
