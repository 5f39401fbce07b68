#include "ui/window/result_log.h"

#include <QImage>
#include <algorithm>
#include <utility>

#include "ui/compare/comparison_runs.h"
#include "ui/render/thumbnail.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

constexpr int logThumbnailSide = 512;  ///< In pixels, of the longer one; as session files have it.

/// Shrunk coarsely first: large photographs would hold the window up.
QImage logThumbnail(const Image& picture) {
    const QImage whole(picture.pixels.data(), picture.width, picture.height, 3 * picture.width,
                       QImage::Format_RGB888);
    const QSize size = whole.size()
                           .scaled(logThumbnailSide, logThumbnailSide, Qt::KeepAspectRatio)
                           .expandedTo({1, 1});
    return whole.scaled(2 * size, Qt::IgnoreAspectRatio, Qt::FastTransformation)
        .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB888);
}

std::shared_ptr<const Scene> smallScene(const std::shared_ptr<const Scene>& scene) {
    const Image& picture = scene->picture;
    if (picture.empty() || std::max(picture.width, picture.height) <= logThumbnailSide)
        return scene;
    auto small = std::make_shared<Scene>(*scene);
    small->picture = imageOf(logThumbnail(picture));
    const double across = static_cast<double>(small->picture.width) / picture.width;
    const double down = static_cast<double>(small->picture.height) / picture.height;
    const Rect& seen = scene->seenRegion;
    small->seenRegion = {seen.x * across, seen.y * down, seen.width * across, seen.height * down};
    return small;
}

/// Results of files of older programs have no SpecId.
bool answersTheSame(const Explanation& a, const Explanation& b) {
    return a.spec.empty() ? b.spec.empty() && a.recipe == b.recipe : a.spec == b.spec;
}

}  // namespace

ResultLog::ResultLog(Session& session, QObject* parent) : QObject(parent) {
    connect(&session, &Session::restored, this, [this] { m_next = Origin::Opened; });
    connect(&session, &Session::submitted, this, [this] { m_next = Origin::Computed; });
    connect(&session, &Session::ended, this, [this, &session](const RunEnd& end) {
        if (end.kind == RunEnd::Kind::Completed && end.explanation)
            add(session.request(), end.explanation, m_next);
    });
}

void ResultLog::follow(const ComparisonRuns& runs) {
    connect(&runs, &ComparisonRuns::changed, this, [this, &runs](std::size_t column) {
        const ComparedColumn& compared = runs.columns()[column];
        if (compared.isWhole())
            add(compared.column.request, compared.column.explanation, Origin::Computed);
    });
}

void ResultLog::add(ExplainRequest request, const std::shared_ptr<const Explanation>& explanation,
                    Origin origin) {
    if (!explanation->scene) return;
    if (const auto known = indexOf(*explanation)) {
        // Its files may have been found since.
        m_results[*known].request = std::move(request);
        return;
    }
    if (m_results.size() == longest) m_results.erase(m_results.begin());
    m_results.push_back({std::move(request), stillOf(*explanation)});
    const LoggedResult result = m_results.back();
    Q_EMIT added(result, origin);
}

std::optional<std::size_t> ResultLog::indexOf(const Explanation& explanation) const {
    const auto found = std::ranges::find_if(m_results, [&](const LoggedResult& result) {
        return answersTheSame(*result.explanation, explanation);
    });
    if (found == m_results.end()) return std::nullopt;
    return static_cast<std::size_t>(found - m_results.begin());
}

std::shared_ptr<const Explanation> ResultLog::stillOf(const Explanation& explanation) {
    if (m_scene != explanation.scene) {
        m_scene = explanation.scene;
        m_smallScene = smallScene(m_scene);
    }
    auto still = std::make_shared<Explanation>(explanation);
    still->trace.reset();
    still->pathMaps.reset();
    still->scene = m_smallScene;
    return still;
}

bool sameSubject(const ExplainRequest& a, const ExplainRequest& b) {
    return a.image == b.image && a.model == b.model;
}

}  // namespace sigscope::ui
