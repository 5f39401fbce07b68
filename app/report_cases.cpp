#include "app/report_cases.h"

#include <QSize>
#include <algorithm>

#include "engine/api/study_figures.h"
#include "ui/render/thumbnail.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

constexpr QSize thumbnailSize(224, 224);  ///< Shown at half of that.
constexpr std::size_t casesEach = 4;

ShownPicture shownPicture(const StudyContents& study, const std::string& picture) {
    const Outcome<fs::path> file = pictureOf(study, picture);
    if (!file) return {{}, file.error()};
    const Outcome<QImage> thumbnail = ui::readThumbnail(file.value(), thumbnailSize);
    if (!thumbnail) return {{}, thumbnail.error()};
    return {ui::pngOf(thumbnail.value()).toStdString(), {}};
}

ShownPicture shownMap(const StudyContents& study, const StudyRow& row) {
    const auto map = std::ranges::find_if(study.maps, [&row](const StudyMap& one) {
        return one.picture == row.picture && one.model == row.model && one.method == row.method;
    });
    if (map == study.maps.end() || map->file.empty()) return {};
    const Outcome<Array> attribution = readKeptMap(study, *map);
    if (!attribution) return {{}, attribution.error()};
    return {ui::pngOf(ui::thumbnailOfMap(attribution.value(), thumbnailSize)).toStdString(), {}};
}

std::vector<StudyCase> shownCases(const StudyContents& study, const std::vector<StudyRow>& rows) {
    std::vector<StudyCase> cases;
    for (const StudyRow& row : rows)
        cases.push_back({row, shownPicture(study, row.picture), shownMap(study, row)});
    return cases;
}

}  // namespace

std::vector<StudyCases> reportCases(const StudyReport& report) {
    std::vector<StudyCases> all;
    const Better better = betterOf(metricSpecs(), report.metric);
    for (const std::string& model : summarisedModels(report.summary)) {
        const auto best = std::ranges::find_if(report.summary, [&](const StudySummaryRow& row) {
            return row.model == model && row.metric == report.metric;
        });
        if (best == report.summary.end()) continue;
        const ExtremePictures extreme =
            extremePictures(report.study.rows, *best, better, casesEach);
        all.push_back({model, best->method, shownCases(report.study, extreme.best),
                       shownCases(report.study, extreme.worst)});
    }
    return all;
}

}  // namespace sigscope::app
