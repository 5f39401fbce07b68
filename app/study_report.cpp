#include "app/study_report.h"

#include <algorithm>
#include <utility>

#include "app/figure_output.h"
#include "app/report_cases.h"
#include "app/report_plots.h"
#include "app/study_html.h"
#include "app/table_output.h"
#include "engine/api/study_page.h"
#include "engine/api/whole_file.h"
#include "ui/style/page_style.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

std::string usualMetric(const std::vector<StudySummaryRow>& summary) {
    for (const StudySummaryRow& row : summary)
        if (row.metric == "diffid") return row.metric;
    for (const StudySummaryRow& row : summary)
        if (row.rank > 0 && !isPartOfMetric(row.metric)) return row.metric;
    return summary.empty() ? std::string() : summary.front().metric;
}

Outcome<Done> writePlots(const fs::path& folder, const std::vector<StudyFigure>& figures) {
    for (const StudyFigure& figure : figures) {
        if (auto written = writeWholeFile(folder / (figure.name + ".svg"), figure.svg); !written)
            return written;
        if (auto written = writeWholeFile(folder / (figure.name + ".pdf"), figure.pdf); !written)
            return written;
    }
    return Done{};
}

Outcome<Done> writeHtml(const fs::path& file, const StudyReport& report,
                        const std::vector<StudyFigure>& figures) {
    return writeWholeFile(file, studyHtml(report, figures, reportCases(report), ui::pageStyle()));
}

/// A page in Markdown where it is called so, else the summary's table.
Outcome<Done> writeSummary(const fs::path& file, const StudyReport& report) {
    if (tableFormat(file.extension().string()) == TableFormat::Markdown)
        return writeWholeFile(
            file, studyPage(report.study.rows, report.summary, report.against,
                            report.study.origin.settings, unmeasuredText(report.study)));
    return writeTable(file, summaryTable(report.summary, report.against));
}

Outcome<Done> writeFolder(const fs::path& folder, const StudyReport& report,
                          const Catalogue& catalogue) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return Failure{folder.string() + ": cannot be made: " + error.message()};
    if (auto written = writeTable(folder / "rows.csv", studyTable(report.study.rows)); !written)
        return written;
    for (const char* name : {"summary.csv", "summary.md", "summary.tex"})
        if (auto written = writeSummary(folder / name, report); !written) return written;
    return drawOffscreen([&]() -> Outcome<Done> {
        const std::vector<StudyFigure> figures = reportPlots(report, catalogue);
        if (auto written = writePlots(folder, figures); !written) return written;
        return writeHtml(folder / "summary.html", report, figures);
    });
}

}  // namespace

Outcome<StudyReport> readReport(const fs::path& folder, const std::string& against,
                                const std::string& metric) {
    Outcome<StudyContents> study = readStudyContents(folder);
    if (!study) return Failure{study.error()};
    StudyReport report{std::move(study).value(), {}, against, metric};
    if (!against.empty() &&
        std::ranges::find(report.study.rows, against, &StudyRow::method) == report.study.rows.end())
        return Failure{"--against: the study has no method " + against};
    report.summary = summarise(report.study.rows, metricSpecs(), against);
    if (metric.empty()) report.metric = usualMetric(report.summary);
    if (!metric.empty() &&
        std::ranges::find(report.summary, metric, &StudySummaryRow::metric) == report.summary.end())
        return Failure{"--metric: the study has no values by " + metric};
    return report;
}

Outcome<Done> checkReportOutput(const fs::path& output) {
    std::error_code ignored;
    if (fs::is_directory(output, ignored)) return Done{};
    for (const char* ending : {".pdf", ".svg", ".png", ".json", ".npz", ".sqlite"})
        if (output.extension() == ending)
            return Failure{output.string() +
                           ": a report is a table (.csv, .tex), a page (.md, .html), or a folder "
                           "for all of them and the plots"};
    return Done{};
}

Outcome<Done> writeReport(const fs::path& output, const StudyReport& report,
                          const Catalogue& catalogue) {
    const auto format = tableFormat(output.extension().string());
    if (!format) return writeFolder(output, report, catalogue);
    if (format != TableFormat::Html) return writeSummary(output, report);
    return drawOffscreen([&] { return writeHtml(output, report, reportPlots(report, catalogue)); });
}

}  // namespace sigscope::app
