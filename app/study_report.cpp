#include "app/study_report.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "app/figure_output.h"
#include "app/study_html.h"
#include "app/table_output.h"
#include "engine/api/study_figures.h"
#include "engine/api/study_page.h"
#include "engine/api/whole_file.h"
#include "ui/charts/study_plots.h"
#include "ui/evaluate/method_pen.h"
#include "ui/render/thumbnail.h"
#include "ui/style/page_style.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

constexpr QSize thumbnailSize(224, 224);  ///< Shown at half of that.
constexpr std::size_t casesEach = 4;

bool isNumberOfAnother(const std::string& metric) {
    return metric.find('/') != std::string::npos;
}

/// The models of a summary, in its order.
std::vector<std::string> modelsOf(const std::vector<StudySummaryRow>& summary) {
    std::vector<std::string> models;
    for (const StudySummaryRow& row : summary)
        if (std::ranges::find(models, row.model) == models.end()) models.push_back(row.model);
    return models;
}

std::string usualMetric(const std::vector<StudySummaryRow>& summary) {
    for (const StudySummaryRow& row : summary)
        if (row.metric == "diffid") return row.metric;
    for (const StudySummaryRow& row : summary)
        if (row.rank > 0 && !isNumberOfAnother(row.metric)) return row.metric;
    return summary.empty() ? std::string() : summary.front().metric;
}

std::string metricTitle(const std::string& metric) {
    const std::vector<MetricSpec> specs = metricSpecs();
    const auto found = std::ranges::find(specs, metric, &MetricSpec::name);
    if (found == specs.end()) return metric;
    return found->unit.empty() ? found->title : found->title + " in " + found->unit;
}

/// What a plot calls a model: a file by its name.
QString modelTitle(const std::string& model) {
    return QString::fromStdString(fs::path(model).filename().string());
}

/// What a file may be called: "deletion, soft" as "deletion-soft".
std::string fileWord(const std::string& text) {
    std::string word;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            word += c;
        else if (!word.empty() && word.back() != '-')
            word += '-';
    }
    return word;
}

std::string textOf(const QByteArray& bytes) {
    return bytes.toStdString();
}

/// The plots of a report, drawn one after the other.
class StudyFigures {
public:
    StudyFigures(const StudyReport& report, const Catalogue& catalogue)
        : m_report(report), m_pens(ui::printedMethodPens(catalogue)) {}

    std::vector<StudyFigure> draw() {
        for (const std::string& model : modelsOf(m_report.summary)) {
            drawCosts(model);
            for (const CurveGroup& group : m_report.study.curves)
                if (group.model == model) drawCurves(group);
            std::set<std::string> metrics;
            for (const StudySummaryRow& row : m_report.summary)
                if (row.model == model && !isNumberOfAnother(row.metric) &&
                    metrics.insert(row.metric).second)
                    drawDistributions(model, row.metric);
        }
        return std::move(m_figures);
    }

private:
    void drawCosts(const std::string& model) {
        const std::string& metric = m_report.metric;
        const auto costs = methodCosts(
            m_report.study, methodsByRank(m_report.summary, model, metric), model, metric);
        if (costs.empty()) return;
        const QString title = QString::fromStdString(metricTitle(metric));
        add("seconds", "Medians over the pictures.",
            ui::costPlot(costs, title + " against seconds, " + modelTitle(model), title, m_pens));
    }

    void drawCurves(const CurveGroup& group) {
        const std::string what = metricTitle(group.metric) + ": " + group.name;
        add(group.metric + "-" + group.name + "-" + group.quantity, "Means over the pictures.",
            ui::curvePlot(group, QString::fromStdString(what) + ", " + modelTitle(group.model),
                          m_pens));
    }

    void drawDistributions(const std::string& model, const std::string& metric) {
        const auto distributions = distributionsOf(
            m_report.study.rows, methodsByRank(m_report.summary, model, metric), model, metric);
        if (distributions.empty()) return;
        const QString title = QString::fromStdString(metricTitle(metric));
        add("distribution-" + metric,
            "Bar: the middle half of the pictures. Line: 5 to 95 %. Stroke: the median.",
            ui::distributionPlot(distributions, title + ", " + modelTitle(model), title, m_pens));
    }

    void add(const std::string& what, const std::string& caption, const ui::Drawing& drawing) {
        const QString title = QString::fromStdString(what);
        m_figures.push_back({std::to_string(m_figures.size() + 1) + "-" + fileWord(what), caption,
                             textOf(ui::svgOf(drawing, title)), textOf(ui::pdfOf(drawing, title))});
    }

    const StudyReport& m_report;
    ui::MethodPens m_pens;
    std::vector<StudyFigure> m_figures;
};

ShownPicture shownPicture(const StudyContents& study, const std::string& picture) {
    const Outcome<fs::path> file = pictureOf(study, picture);
    if (!file) return {{}, file.error()};
    const Outcome<QImage> thumbnail = ui::readThumbnail(file.value(), thumbnailSize);
    if (!thumbnail) return {{}, file.value().string() + ": " + thumbnail.error()};
    return {textOf(ui::pngOf(thumbnail.value())), {}};
}

ShownPicture shownMap(const StudyContents& study, const StudyRow& row) {
    const auto map = std::ranges::find_if(study.maps, [&row](const StudyMap& one) {
        return one.picture == row.picture && one.model == row.model && one.method == row.method;
    });
    if (map == study.maps.end() || map->file.empty()) return {};
    const Outcome<Array> attribution = readKeptMap(study, *map);
    if (!attribution) return {{}, attribution.error()};
    return {textOf(ui::pngOf(ui::thumbnailOfMap(attribution.value(), thumbnailSize))), {}};
}

std::vector<StudyCase> shown(const StudyContents& study, const std::vector<StudyRow>& rows) {
    std::vector<StudyCase> cases;
    for (const StudyRow& row : rows)
        cases.push_back({row, shownPicture(study, row.picture), shownMap(study, row)});
    return cases;
}

/// Of each model the best method's.
std::vector<StudyCases> shownCases(const StudyReport& report) {
    std::vector<StudyCases> all;
    const Better better = betterOf(metricSpecs(), report.metric);
    for (const std::string& model : modelsOf(report.summary)) {
        const auto best = std::ranges::find_if(report.summary, [&](const StudySummaryRow& row) {
            return row.model == model && row.metric == report.metric;
        });
        if (best == report.summary.end()) continue;
        const ExtremePictures extreme =
            extremePictures(report.study.rows, *best, better, casesEach);
        all.push_back({model, best->method, shown(report.study, extreme.best),
                       shown(report.study, extreme.worst)});
    }
    return all;
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
    return writeWholeFile(file, studyHtml(report, figures, shownCases(report), ui::pageStyle()));
}

/// A page in Markdown where it is called so, else the summary's table.
Outcome<Done> writeSummary(const fs::path& file, const StudyReport& report) {
    if (tableFormat(file.extension().string()) == TableFormat::Markdown)
        return writeWholeFile(file, studyPage(report.study.rows, report.summary, report.against));
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
        const std::vector<StudyFigure> figures = StudyFigures(report, catalogue).draw();
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

Outcome<Done> writeReport(const fs::path& output, const StudyReport& report,
                          const Catalogue& catalogue) {
    const auto format = tableFormat(output.extension().string());
    if (!format) return writeFolder(output, report, catalogue);
    if (format != TableFormat::Html) return writeSummary(output, report);
    return drawOffscreen(
        [&] { return writeHtml(output, report, StudyFigures(report, catalogue).draw()); });
}

}  // namespace sigscope::app
