#include "app/figure_command.h"

#include <algorithm>
#include <string>

#include "app/column_runs.h"
#include "app/complain.h"
#include "app/console.h"
#include "app/figure_output.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "engine/api/readable_file.h"
#include "ui/render/paper_figure_file.h"
#include "ui/render/result_format.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;
using Entries = std::vector<ui::PaperFigureEntry>;

Outcome<Done> checkFigure(const FigureOptions& options, const Catalogue& catalogue) {
    for (const fs::path& file : options.outputs)
        if (ui::resultFormat(file) != ui::ResultFormat::Figure)
            return Failure{file.string() +
                           ": unknown ending; figures can be written as .svg, .pdf and .png"};
    for (const ComparisonColumn& column : options.columns) {
        if (Outcome<Done> checked = checkReadable(column.request.image); !checked) return checked;
        if (Outcome<Done> checked = checkOutputs(options.outputs, column.request, catalogue);
            !checked)
            return checked;
    }
    return Done{};
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

ExitStatus writeFigures(const Entries& entries, const FigureOptions& options) {
    QString caption;
    const Outcome<Done> drawn = drawOffscreen([&]() -> Outcome<Done> {
        caption = ui::paperFigure(entries, options.figure, options.perRow).caption;
        for (const fs::path& file : options.outputs)
            if (Outcome<Done> written =
                    ui::writePaperFigure(file, entries, options.figure, options.perRow);
                !written)
                return written;
        return Done{};
    });
    if (!drawn) return complain(ExitStatus::Failed, drawn.error());
    for (const fs::path& file : options.outputs) printWritten(file);
    print("Caption: " + caption.toStdString() + "\n");
    return printed();
}

}  // namespace

ExitStatus runFigure(Engine& engine, const FigureOptions& options) {
    if (const Outcome<Done> checked = checkFigure(options, engine.catalogue()); !checked)
        return complain(ExitStatus::BadInput, checked.error());
    RunNotes notes;
    if (options.figure.print.fontSize < ui::smallestLegibleType)
        notes.say("type of less than 6 pt is hard to read in print");
    std::vector<ComparisonColumn> columns = options.columns;
    QueuedRuns runs(engine);
    // Lives until the outputs are written: a late Ctrl+C must not leave half of a file.
    const Interrupt interrupt([&runs] { runs.stop(); });
    const ColumnsEnd end = computeColumns(columns, runs, notes);
    if (interrupt.raised())
        return complain(ExitStatus::Interrupted, "interrupted before there was a figure");
    complainOfColumns(columns);
    const bool failed = std::ranges::any_of(
        columns, [](const ComparisonColumn& column) { return !column.failure.empty(); });
    if (!isEnough(options, columns))
        return end == ColumnsEnd::BrokeDown ? ExitStatus::Failed : ExitStatus::BadInput;
    const ExitStatus status = writeFigures(entriesOf(columns), options);
    return status == ExitStatus::Done && failed ? ExitStatus::Failed : status;
}

}  // namespace sigscope::app
