#include "ui/compare/compared_maps.h"

#include <utility>

#include "ui/render/figure_panel.h"

namespace sigscope::ui {

ComparedMaps::ComparedMaps(QObject* parent)
    : QObject(parent), m_frames(new ComparisonFrames(this)) {
    connect(m_frames, &ComparisonFrames::ready, this, &ComparedMaps::take);
}

void ComparedMaps::show(Explanations explanations, const ComparisonView& view) {
    std::vector<Array> reduced;
    for (std::size_t i = 0; i < explanations.size(); ++i)
        reduced.push_back(reducedMap(i, explanations[i], view));
    m_explanations = std::move(explanations);
    m_view = view;
    m_whole = scaledMaps(std::move(reduced), view);
    m_paths.clear();
    m_ends.clear();
    for (std::size_t i = 0; i < m_explanations.size(); ++i) {
        m_paths.push_back(pathOf(i));
        m_ends.push_back({m_whole.maps[i], comparisonPicture(m_whole.maps[i], m_paths[i].limit,
                                                             view, m_paths[i].photograph)});
    }
    m_shown = m_ends;
    // Frames on the way have the colours of the scale before.
    m_frames->forget();
    request();
}

Array ComparedMaps::reducedMap(std::size_t column,
                               const std::shared_ptr<const Explanation>& explanation,
                               const ComparisonView& view) const {
    if (!explanation) return {};
    const bool ranked = view.scale == ComparisonScale::Rank;
    const bool sameReduction =
        view.reduction == m_view.reduction && ranked == (m_view.scale == ComparisonScale::Rank);
    // While a run shows how far it is, the other columns are what they were.
    if (sameReduction && isOf(column, explanation)) return m_whole.maps[column];
    return reducedFor(explanation->attribution, view);
}

ComparedPath ComparedMaps::pathOf(std::size_t column) const {
    ComparedPath path{nullptr, m_whole.limits[column], {}};
    const auto& explanation = m_explanations[column];
    if (!explanation) return path;
    path.trace = explanation->trace;
    // Previews come without it.
    if (m_view.showsPhotograph() && explanation->scene)
        path.photograph = pictureOf(explanation->scene->seen);
    return path;
}

void ComparedMaps::clear() {
    m_frames->forget();
    m_explanations.clear();
    m_whole = {};
    m_paths.clear();
    m_ends.clear();
    m_shown.clear();
}

void ComparedMaps::moveTo(double share, Alignment alignment) {
    m_share = share;
    m_alignment = alignment;
    request();
}

bool ComparedMaps::isOf(std::size_t column,
                        const std::shared_ptr<const Explanation>& explanation) const {
    return column < m_explanations.size() && m_explanations[column] == explanation;
}

void ComparedMaps::request() {
    if (m_share < 1) return m_frames->request({m_paths, m_share, m_alignment, m_view});
    m_frames->forget();
    m_shown = m_ends;
    Q_EMIT changed();
}

void ComparedMaps::take(const ComparisonFrame& frame) {
    // Of an older comparison, or of one that has grown since.
    if (frame.paths.size() != m_ends.size()) return;
    m_shown = frame.paths;
    // What has no path stands still.
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        if (m_shown[i].map.empty()) m_shown[i] = m_ends[i];
    Q_EMIT changed();
}

}  // namespace sigscope::ui
