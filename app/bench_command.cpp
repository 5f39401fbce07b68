#include "app/bench_command.h"

#include <optional>

#include "app/complain.h"
#include "app/console.h"
#include "app/interrupt.h"
#include "app/progress_bar.h"
#include "app/report_row.h"

namespace sigscope::app {

namespace {

std::string seconds(std::optional<double> value) {
    // Some methods take a few milliseconds.
    return value ? decimals(*value, *value < 0.1 ? 4 : 2) + " s" : "–";
}

std::string lineOf(const BenchmarkRow& row) {
    constexpr double gigabyte = 1e9;
    return left(row.name, 18) + right(std::to_string(row.evaluations), 10) +
           right(seconds(row.referenceSeconds), 13) + right(seconds(row.engineSeconds), 12) +
           right(row.ratio() ? decimals(*row.ratio(), 2) : "–", 8) +
           right(decimals(static_cast<double>(row.peakBytes) / gigabyte, 2) + " GB", 10) +
           right(row.agreement ? decimals(*row.agreement, 4) : "–", 9) + "\n";
}

/// How much of what the network does in plain batches methods that ask for values alone do.
std::string plainLine(const Benchmark& benchmark) {
    std::string text =
        "plain batches: " + decimals(benchmark.plainValuesPerSecond, 1) + " values per second";
    for (const BenchmarkRow& row : benchmark.rows)
        if (row.shareOfPlain) text += ", " + row.name + " " + decimals(*row.shareOfPlain, 2);
    return text + " of that\n";
}

}  // namespace

std::string benchmarkReport(const Benchmark& benchmark) {
    std::string text = benchmark.model + " at " + benchmark.inputSize + " on " + benchmark.device +
                       (benchmark.partial ? ", interrupted\n" : "\n");
    text += left("method", 18) + right("gradients", 10) + right("one by one", 13) +
            right("engine", 12) + right("ratio", 8) + right("peak", 10) + right("r", 9) + "\n";
    for (const BenchmarkRow& row : benchmark.rows) text += lineOf(row);
    for (const std::string& skipped : benchmark.skipped) text += "left out: " + skipped + "\n";
    if (benchmark.plainValuesPerSecond > 0) text += plainLine(benchmark);
    text += "first preview after " + std::to_string(benchmark.firstPreviewEvaluations) +
            " gradients, " + decimals(benchmark.firstPreviewSeconds, 2) + " s\n";
    return text;
}

ExitStatus benchMethods(BenchmarkRequest request, const std::filesystem::path& samples) {
    if (request.image.empty()) request.image = samples / "chelsea.png";
    std::stop_source stop;
    const Interrupt interrupt([&stop] { stop.request_stop(); });
    ProgressBar bar(stderr);
    const Outcome<Benchmark> measured = runBenchmark(
        request,
        [&bar](const BenchmarkProgress& progress) {
            bar.show(ProgressText{progress.what, progress.step, progress.total, progress.eta});
        },
        stop.get_token());
    bar.clear();
    if (!measured) return complain(ExitStatus::BadInput, measured.error());
    print(benchmarkReport(measured.value()));
    if (const ExitStatus status = printed(); status != ExitStatus::Done) return status;
    return measured.value().partial ? interruptedMidway() : ExitStatus::Done;
}

}  // namespace sigscope::app
