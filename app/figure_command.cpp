#include "app/figure_command.h"

#include <algorithm>
#include <functional>
#include <string>

#include "app/column_runs.h"
#include "app/complain.h"
#include "app/console.h"
#include "app/failure_status.h"
#include "app/figure_output.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "app/surface_run.h"
#include "engine/api/readable_file.h"
#include "ui/render/paper_figure_file.h"
#include "ui/render/result_format.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;
using Entries = std::vector<ui::PaperFigureEntry>;

/// What the figure is made of, in the order of its panels.
std::vector<ExplainRequest> requestsOf(const FigureOptions& options) {
    std::vector<ExplainRequest> requests;
    for (const ComparisonColumn& column : options.columns) requests.push_back(column.request);
    if (options.surface) requests.push_back(options.surface->explain);
    return requests;
}

/// Before anything is computed. Only Qt's application knows what fonts there are.
Outcome<Done> checkFamily(const QString& family) {
    if (family == ui::usualFigureFamily()) return Done{};
    return drawOffscreen([&family]() -> Outcome<Done> {
        if (ui::hasFontFamily(family)) return Done{};
        return Failure{"--font: there is no font “" + family.toStdString() + "” on this machine"};
    });
}

Outcome<Done> checkFigure(const FigureOptions& options, const Catalogue& catalogue) {
    for (const fs::path& file : options.outputs)
        if (ui::resultFormat(file) != ui::ResultFormat::Figure)
            return Failure{file.string() +
                           ": unknown ending; figures can be written as .svg, .pdf and .png"};
    for (const ExplainRequest& request : requestsOf(options)) {
        if (Outcome<Done> checked = checkReadable(request.image); !checked) return checked;
        if (Outcome<Done> checked = checkOutputs(options.outputs, request, catalogue); !checked)
            return checked;
    }
    return checkFamily(options.figure.print.family);
}

Entries entriesOf(const std::vector<ComparisonColumn>& columns) {
    Entries entries;
    for (const ComparisonColumn& column : columns)
        entries.push_back({ui::methodLabel(column.request.method), column.explanation,
                           QString::fromStdString(absenceOf(column))});
    return entries;
}

/// A grid leaves a place empty; the other kinds need every path.
bool isEnough(const FigureOptions& options, const std::vector<ComparisonColumn>& columns) {
    const auto isThere = [&](const ComparisonColumn& column) {
        return column.explanation && (options.figure.kind == ui::PaperFigureKind::Grid ||
                                      (column.explanation->trace && !column.explanation->partial));
    };
    return options.figure.kind == ui::PaperFigureKind::Grid ? std::ranges::any_of(columns, isThere)
                                                            : std::ranges::all_of(columns, isThere);
}

/// `make` returns the figure.
ExitStatus writeFigures(const FigureOptions& options,
                        const std::function<ui::PaperFigure()>& make) {
    QString caption;
    const Outcome<Done> drawn = drawOffscreen([&]() -> Outcome<Done> {
        const ui::PaperFigure figure = make();
        caption = figure.caption;
        for (const fs::path& file : options.outputs)
            if (Outcome<Done> written = ui::writePaperFigure(file, figure, options.figure.print);
                !written)
                return written;
        return Done{};
    });
    if (!drawn) return complain(ExitStatus::Failed, drawn.error());
    for (const fs::path& file : options.outputs) printWritten(file);
    print("Caption: " + caption.toStdString() + "\n");
    return printed();
}

ExitStatus runSurface(Engine& engine, const FigureOptions& options, RunNotes& notes) {
    SurfaceRun run(engine);
    const Interrupt interrupt([&run] { run.stop(); });
    notes.sayOfModel(options.surface->explain);
    const SurfaceEnd end = run.compute(*options.surface);
    if (interrupt.raised()) return interruptedBefore("figure");
    if (!end.surface) return complain(statusOf(end.failure.cause), end.failure.message);
    notes.sayOf(*end.surface->scene);
    return writeFigures(options, [&] { return ui::surfaceFigure(end.surface, options.figure); });
}

ExitStatus runColumns(Engine& engine, const FigureOptions& options, RunNotes& notes) {
    std::vector<ComparisonColumn> columns = options.columns;
    QueuedRuns runs(engine);
    // Lives until the outputs are written: a late Ctrl+C must not leave half of a file.
    const Interrupt interrupt([&runs] { runs.stop(); });
    const ColumnsEnd end = computeColumns(columns, runs, notes);
    if (interrupt.raised()) return interruptedBefore("figure");
    complainOfColumns(columns);
    const bool failed = std::ranges::any_of(
        columns, [](const ComparisonColumn& column) { return !column.failure.empty(); });
    if (!isEnough(options, columns))
        return end == ColumnsEnd::BrokeDown ? ExitStatus::Failed : ExitStatus::BadInput;
    const ExitStatus status = writeFigures(options, [&] {
        return ui::paperFigure(entriesOf(columns), options.figure, options.perRow);
    });
    return status == ExitStatus::Done && failed ? ExitStatus::Failed : status;
}

}  // namespace

ExitStatus runFigure(Engine& engine, const FigureOptions& options) {
    if (const Outcome<Done> checked = checkFigure(options, engine.catalogue()); !checked)
        return complain(ExitStatus::BadInput, checked.error());
    RunNotes notes;
    if (options.figure.print.fontSize < ui::smallestLegibleType)
        notes.say("type of less than 6 pt is hard to read in print");
    return options.surface ? runSurface(engine, options, notes)
                           : runColumns(engine, options, notes);
}

}  // namespace sigscope::app
