#include "app/study_html.h"

#include <QByteArray>

#include "engine/api/study_page.h"

namespace sigscope::app {

namespace {

/// What may be wider than the page: scrolled by itself, by keyboard too.
std::string scrolling(const std::string& content, const std::string& label) {
    return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + htmlText(label) +
           "\">" + content + "</div>\n";
}

std::string titled(const std::string& title, const std::string& content) {
    return "<h3>" + htmlText(title) + "</h3>\n" + content;
}

/// The drawing of an SVG file without what only a file of its own may begin with.
std::string inlineSvg(const StudyFigure& figure) {
    const std::size_t begin = figure.svg.find("<svg");
    return begin == std::string::npos ? std::string()
                                      : "<svg role=\"img\" aria-label=\"" + htmlText(figure.title) +
                                            "\"" + figure.svg.substr(begin + 4);
}

std::string imageOf(const ShownPicture& shown, const std::string& alternative) {
    if (shown.png.empty())
        return shown.reason.empty() ? std::string()
                                    : "<p class=\"note\">" + htmlText(shown.reason) + "</p>";
    const QByteArray png(shown.png.data(), static_cast<qsizetype>(shown.png.size()));
    return "<img alt=\"" + htmlText(alternative) + "\" src=\"data:image/png;base64," +
           png.toBase64().toStdString() + "\">";
}

std::string casesOf(const std::string& title, const std::vector<StudyCase>& cases) {
    if (cases.empty()) return {};
    std::string html = "<div class=\"cases\">\n";
    for (const StudyCase& one : cases)
        html += "<figure>" + imageOf(one.picture, one.row.picture) +
                imageOf(one.map, "map of " + one.row.picture) + "<figcaption>" +
                htmlText(one.row.picture) + ": " + roundedText(*one.row.value) +
                "</figcaption></figure>\n";
    return titled(title, html + "</div>\n");
}

std::string overviewsOf(const StudyReport& report) {
    std::string html = "<h2>Overview</h2>\n<p>Means with their 95 % bootstrap intervals.</p>\n";
    for (const std::string& model : summarisedModels(report.summary))
        html += titled(model, scrolling(htmlTable(studyOverview(report.summary, model)), model));
    return html;
}

std::string plotsOf(const StudyReport& report, const std::vector<StudyFigure>& figures) {
    std::string html = "<h2>Plots</h2>\n";
    if (report.study.maps.empty())
        html += "<p class=\"note\">Seconds and curves are not kept in this study.</p>\n";
    html += "<div class=\"plots\">\n";
    for (const StudyFigure& figure : figures)
        html += "<figure>" + scrolling(inlineSvg(figure), figure.title) + "<figcaption>" +
                htmlText(figure.caption) + "</figcaption></figure>\n";
    return html + "</div>\n";
}

std::string tablesOf(const StudyReport& report) {
    std::string html = "<h2>Each metric</h2>\n";
    for (const StudySection& one : studySections(report.summary, report.against)) {
        const std::string title = one.metric + ", " + one.model;
        html += titled(title, scrolling(htmlTable(one.table), title));
    }
    return html;
}

std::string missingOf(const StudyReport& report) {
    const MissingNumbers missing = missingNumbers(report.study.rows);
    if (missing.table.rows.empty()) return {};
    const std::string title = "What has no number";
    std::string html = "<h2>" + title + "</h2>\n" + scrolling(htmlTable(missing.table), title);
    if (missing.rarer > 0) html += "<p class=\"note\">" + rarerReasons(missing) + "</p>\n";
    return html;
}

std::string originOf(const StudyOrigin& origin) {
    Table models{{"model", "SHA-256 of its weights"}, {}, 2};
    for (const StudyModel& model : origin.models) models.rows.push_back({model.name, model.sha256});
    std::string html = "<h2>How it was computed</h2>\n<p>By " + htmlText(origin.program) +
                       ".</p>\n" + scrolling(htmlTable(models), "Models");
    if (!origin.settings.empty())
        html += scrolling(htmlTable(settingsTable(origin.settings)), "Definitions of the metrics");
    if (!origin.command.empty())
        html += scrolling("<pre>" + htmlText(origin.command) + "</pre>", "Command");
    return html;
}

}  // namespace

std::string studyHtml(const StudyReport& report, const std::vector<StudyFigure>& figures,
                      const std::vector<StudyCases>& cases, const std::string& style) {
    const std::vector<StudyRow>& rows = report.study.rows;
    const std::string title = htmlText(studyTitle(rows));
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
        title + "</title>\n<style>\n" + style + "</style>\n</head>\n<body>\n<main>\n<h1>" + title +
        "</h1>\n<p>" + htmlText(studyOpening(rows, report.against)) + "</p>\n";
    if (const std::string part = partialReport(unmeasuredText(report.study)); !part.empty())
        html += "<p><strong>" + htmlText(part) + "</strong></p>\n";
    html += overviewsOf(report) + plotsOf(report, figures);
    for (const StudyCases& one : cases) {
        html +=
            "<h2>" + htmlText(report.metric + " of " + one.method + ", " + one.model) + "</h2>\n";
        html += casesOf("Best pictures", one.best) + casesOf("Worst pictures", one.worst);
    }
    html += tablesOf(report) + missingOf(report) + originOf(report.study.origin);
    return html + "</main>\n</body>\n</html>\n";
}

}  // namespace sigscope::app
