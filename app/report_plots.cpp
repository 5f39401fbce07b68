#include "app/report_plots.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <utility>

#include "engine/api/study_figures.h"
#include "ui/charts/study_plots.h"
#include "ui/evaluate/method_pen.h"

namespace sigscope::app {

namespace {

std::string metricTitle(const std::string& metric) {
    const std::vector<MetricSpec> specs = metricSpecs();
    const auto found = std::ranges::find(specs, metric, &MetricSpec::name);
    if (found == specs.end()) return metric;
    return found->unit.empty() ? found->title : found->title + " in " + found->unit;
}

/// What a plot calls a model: a file by its name.
QString modelTitle(const std::string& model) {
    return QString::fromStdString(std::filesystem::path(model).filename().string());
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

/// The plots of a report, drawn one after the other.
class PlotDrawing {
public:
    PlotDrawing(const StudyReport& report, const Catalogue& catalogue)
        : m_report(report), m_pens(ui::printedMethodPens(catalogue)) {}

    std::vector<StudyFigure> draw() {
        for (const std::string& model : summarisedModels(m_report.summary)) {
            drawCosts(model);
            for (const CurveGroup& group : m_report.study.curves)
                if (group.model == model) drawCurves(group);
            std::set<std::string> metrics;
            for (const StudySummaryRow& row : m_report.summary)
                if (row.model == model && !isPartOfMetric(row.metric) &&
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
        const QString worth = QString::fromStdString(metricTitle(metric));
        const QString title = worth + " against seconds, " + modelTitle(model);
        add("seconds", title, "Medians over the pictures.",
            ui::costPlot(costs, title, worth, m_pens));
    }

    void drawCurves(const CurveGroup& group) {
        const QString title =
            QString::fromStdString(metricTitle(group.metric) + ": " + group.name) + ", " +
            modelTitle(group.model);
        add(group.metric + "-" + group.name + "-" + group.quantity, title,
            "Means over the pictures.", ui::curvePlot(group, title, m_pens));
    }

    void drawDistributions(const std::string& model, const std::string& metric) {
        const auto distributions = distributionsOf(
            m_report.study.rows, methodsByRank(m_report.summary, model, metric), model, metric);
        if (distributions.empty()) return;
        const QString values = QString::fromStdString(metricTitle(metric));
        const QString title = values + ", " + modelTitle(model);
        add("distribution-" + metric, title,
            "Bar: the middle half of the pictures. Line: 5 to 95 %. Stroke: the median.",
            ui::distributionPlot(distributions, title, values, m_pens));
    }

    /// `word` is part of the files' name.
    void add(const std::string& word, const QString& title, const std::string& caption,
             const ui::Drawing& drawing) {
        m_figures.push_back({std::to_string(m_figures.size() + 1) + "-" + fileWord(word),
                             title.toStdString(), caption, ui::svgOf(drawing, title).toStdString(),
                             ui::pdfOf(drawing, title).toStdString()});
    }

    const StudyReport& m_report;
    ui::MethodPens m_pens;
    std::vector<StudyFigure> m_figures;
};

}  // namespace

std::vector<StudyFigure> reportPlots(const StudyReport& report, const Catalogue& catalogue) {
    return PlotDrawing(report, catalogue).draw();
}

}  // namespace sigscope::app
