#include "app/column_runs.h"

#include <algorithm>
#include <string>

#include "app/console.h"
#include "app/explain_report.h"
#include "app/progress_bar.h"

namespace sigscope::app {

namespace {

using Columns = std::vector<ComparisonColumn>;

/// Follows the runs of columns.
class ColumnRuns {
public:
    ColumnRuns(Columns& columns, QueuedRuns& runs, RunNotes& notes)
        : m_columns(columns), m_runs(runs), m_notes(notes) {}

    ColumnsEnd run() {
        for (const ComparisonColumn& column : m_columns) {
            m_notes.sayOfModel(column.request);
            m_runs.submit(column.request);
        }
        while (m_ended < m_columns.size()) take(m_runs.wait());
        return m_end;
    }

private:
    void take(QueuedRuns::News news) {
        ComparisonColumn& column = m_columns[news.number];
        if (news.mail.scene) {
            m_bar.clear();
            m_notes.sayOf(*news.mail.scene);
        }
        if (news.mail.progress) m_bar.show(*news.mail.progress, which(column));
        if (!news.mail.end) return;
        ++m_ended;
        column.explanation = news.mail.end->explanation;
        column.failure = news.mail.end->error;
        if (!column.failure.empty() && news.mail.end->cause != FailureCause::Input)
            m_end = ColumnsEnd::BrokeDown;
        sayOfMap(column);
    }

    void sayOfMap(const ComparisonColumn& column) {
        const std::string note =
            column.explanation ? emptinessNote(*column.explanation) : std::string();
        if (note.empty()) return;
        m_bar.clear();
        m_notes.say(withSubject(column.title, note));
    }

    /// "2 of 4 (ig): "; nothing where there is one.
    [[nodiscard]] std::string which(const ComparisonColumn& column) const {
        if (m_columns.size() == 1) return {};
        return std::to_string(m_ended + 1) + " of " + std::to_string(m_columns.size()) + " (" +
               printable(column.title) + "): ";
    }

    Columns& m_columns;
    QueuedRuns& m_runs;
    RunNotes& m_notes;
    ProgressBar m_bar{stderr};
    std::size_t m_ended = 0;
    ColumnsEnd m_end = ColumnsEnd::Told;
};

}  // namespace

ColumnsEnd computeColumns(Columns& columns, QueuedRuns& runs, RunNotes& notes) {
    return ColumnRuns(columns, runs, notes).run();
}

void complainOfColumns(const Columns& columns) {
    const bool isOneReason = std::ranges::all_of(columns, [&](const ComparisonColumn& column) {
        return column.failure == columns.front().failure;
    });
    if (isOneReason && !columns.front().failure.empty()) return printError(columns.front().failure);
    for (const ComparisonColumn& column : columns)
        if (!column.failure.empty()) printError(withSubject(column.title, column.failure));
}

}  // namespace sigscope::app
