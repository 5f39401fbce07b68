#include "app/bench_integration.h"

#include <algorithm>
#include <iostream>

#include "app/complain.h"
#include "app/console.h"
#include "app/figure_output.h"
#include "app/interrupt.h"
#include "app/progress_bar.h"
#include "engine/api/picture_file.h"
#include "engine/api/whole_file.h"
#include "ui/render/integration_figure.h"
#include "ui/render/result_format.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

bool isFigure(const fs::path& file) {
    return ui::resultFormat(file) == ui::ResultFormat::Figure;
}

Outcome<Done> write(const fs::path& file, const IntegrationBenchmark& benchmark) {
    if (isFigure(file))
        return drawOffscreen([&] { return ui::writeIntegrationFigure(file, benchmark); });
    return writeWholeFile(file, integrationCsv(benchmark));
}

}  // namespace

ExitStatus benchIntegration(BenchIntegrationOptions options, const fs::path& samples) {
    auto& images = options.request.images;
    const Outcome<std::vector<fs::path>> found =
        picturesAt(images.empty() ? std::vector{samples} : images);
    if (!found) return complain(ExitStatus::BadInput, found.error());
    images = found.value();
    for (const fs::path& file : options.outputs) {
        if (!isFigure(file) && file.extension() != ".csv")
            return complain(
                ExitStatus::BadInput,
                file.string() + ": is neither a table (.csv) nor a figure (.svg, .pdf, .png)");
        if (const auto checked = checkWritable(file); !checked)
            return complain(ExitStatus::BadInput, checked.error());
    }
    std::stop_source stop;
    const Interrupt interrupt([&stop] { stop.request_stop(); });
    ProgressBar bar(stderr);
    const Outcome<IntegrationBenchmark> measured = runIntegrationBenchmark(
        options.request,
        [&bar](const BenchmarkProgress& progress) {
            bar.show(ProgressText{progress.what, progress.step, progress.total, progress.eta});
        },
        stop.get_token());
    bar.clear();
    if (!measured) return complain(ExitStatus::BadInput, measured.error());
    if (measured.value().cases.empty()) return interruptedBefore();
    for (const fs::path& file : options.outputs)
        if (const auto written = write(file, measured.value()); !written)
            return complain(ExitStatus::Failed, written.error());
    print(integrationReport(measured.value()));
    if (const ExitStatus status = printed(); status != ExitStatus::Done) return status;
    return measured.value().partial ? interruptedMidway() : ExitStatus::Done;
}

}  // namespace sigscope::app
