#include "app/compare_command.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/column_runs.h"
#include "app/compare_report.h"
#include "app/complain.h"
#include "app/console.h"
#include "app/explain_report.h"
#include "app/figure_output.h"
#include "app/interrupt.h"
#include "app/output_files.h"
#include "app/queued_runs.h"
#include "app/run_notes.h"
#include "engine/api/readable_file.h"
#include "ui/render/comparison_file.h"
#include "ui/render/result_format.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;
using Columns = std::vector<ComparisonColumn>;

Outcome<Done> check(const CompareOptions& options, const Catalogue& catalogue) {
    if (Outcome<Done> checked = checkReadable(options.columns.front().request.image); !checked)
        return checked;
    for (const ComparisonColumn& column : options.columns)
        if (Outcome<Done> checked = checkOutputs(options.outputs, column.request, catalogue);
            !checked)
            return checked;
    return Done{};
}

/// Only a figure needs Qt's application.
Outcome<Done> write(const fs::path& file, const Comparison& comparison,
                    const ui::ComparisonView& view) {
    const auto written = [&] { return ui::writeComparison(file, comparison, view); };
    return ui::resultFormat(file) == ui::ResultFormat::Figure ? drawOffscreen(written) : written();
}

ExitStatus report(const Comparison& comparison, const CompareOptions& options,
                  const Catalogue& catalogue) {
    for (const fs::path& file : options.outputs) {
        if (const Outcome<Done> written = write(file, comparison, options.view); !written)
            return complain(ExitStatus::Failed, written.error());
        if (options.report == Report::Summary) printWritten(file);
    }
    if (options.report == Report::Json)
        print(jsonLine(compareJson(comparison, catalogue)));
    else if (options.outputs.empty())
        print(compareSummary(comparison));
    const bool isAsked = options.report == Report::Json || options.outputs.empty();
    return isAsked ? printed() : ExitStatus::Done;
}

/// Too late a Ctrl+C interrupts nothing.
bool isOver(const ComparisonColumn& column) {
    return !column.failure.empty() || (column.explanation && !column.explanation->partial);
}

ExitStatus complainOfInterrupt(const Columns& columns) {
    const auto done = std::ranges::count_if(columns, [](const ComparisonColumn& column) {
        return column.explanation && !column.explanation->partial;
    });
    return complain(ExitStatus::Interrupted, "interrupted; " + std::to_string(done) + " of " +
                                                 std::to_string(columns.size()) +
                                                 " columns were done");
}

}  // namespace

ExitStatus runCompare(Engine& engine, const CompareOptions& options) {
    if (const Outcome<Done> checked = check(options, engine.catalogue()); !checked)
        return complain(ExitStatus::BadInput, checked.error());
    RunNotes notes;
    Columns columns = options.columns;
    QueuedRuns runs(engine);
    // Lives until the outputs are written: a late Ctrl+C must not leave half of a file.
    const Interrupt interrupt([&runs] { runs.stop(); });
    const ColumnsEnd end = computeColumns(columns, runs, notes);
    complainOfColumns(columns);
    const bool failed = std::ranges::any_of(
        columns, [](const ComparisonColumn& column) { return !column.failure.empty(); });
    if (std::ranges::none_of(columns, [](const auto& column) { return !!column.explanation; })) {
        if (interrupt.raised()) return interruptedBefore();
        return end == ColumnsEnd::BrokeDown ? ExitStatus::Failed : ExitStatus::BadInput;
    }
    const Comparison comparison = comparisonOf(std::move(columns));
    if (const ExitStatus status = report(comparison, options, engine.catalogue());
        status != ExitStatus::Done)
        return status;
    if (!std::ranges::all_of(comparison.columns, isOver))
        return complainOfInterrupt(comparison.columns);
    return failed ? ExitStatus::Failed : ExitStatus::Done;
}

}  // namespace sigscope::app
