#include "app/bench_metrics.h"

#include "app/complain.h"
#include "app/console.h"
#include "app/interrupt.h"
#include "app/progress_bar.h"
#include "app/report_row.h"

namespace sigscope::app {

namespace {

std::string costRow(const std::string& name, double value, int digits, const std::string& unit) {
    return left(name, 36) + right(decimals(value, digits) + " " + unit, 12) + "\n";
}

double megabytes(std::int64_t bytes) {
    return static_cast<double>(bytes) / 1e6;
}

}  // namespace

std::string metricBenchmarkReport(const MetricBenchmark& measured) {
    return measured.model + " at " + measured.inputSize + " on " + measured.device + "\n" +
           costRow("DiffID of a map, one by one", measured.publishedSeconds, 4, "s") +
           costRow("DiffID of a map", measured.diffIdSeconds, 4, "s") +
           costRow("times faster", measured.publishedSeconds / measured.diffIdSeconds, 2, " ") +
           costRow("difference of the two values", measured.difference, 4, " ") +
           costRow("ROAD's imputation, each mask", measured.imputationSeconds / measured.masks, 4,
                   "s") +
           costRow("tensors of the first pictures, peak", megabytes(measured.firstPeakBytes), 1,
                   "MB") +
           costRow("tensors of " + std::to_string(measured.pictures) + " pictures, peak",
                   megabytes(measured.peakBytes), 1, "MB");
}

ExitStatus benchMetrics(MetricBenchmarkRequest request, const std::filesystem::path& samples) {
    if (request.image.empty()) request.image = samples / "chelsea.png";
    std::stop_source stop;
    const Interrupt interrupt([&stop] { stop.request_stop(); });
    ProgressBar bar(stderr);
    const Outcome<MetricBenchmark> measured = runMetricBenchmark(
        request,
        [&bar](const BenchmarkProgress& progress) {
            bar.show(ProgressText{progress.what, progress.step, progress.total, progress.eta});
        },
        stop.get_token());
    bar.clear();
    if (!measured && stop.stop_requested()) return interruptedBefore();
    if (!measured) return complain(ExitStatus::BadInput, measured.error());
    print(metricBenchmarkReport(measured.value()));
    return printed();
}

}  // namespace sigscope::app
