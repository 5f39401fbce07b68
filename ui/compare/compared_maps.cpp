#include "ui/compare/compared_maps.h"

#include <utility>

#include "ui/render/figure_panel.h"

namespace sigscope::ui {

namespace {

/// What the column's model saw; null while that is not known: previews come without it.
QImage photographOf(const Explanation* explanation) {
    if (explanation == nullptr || !explanation->scene) return {};
    return pictureOf(explanation->scene->seen);
}

}  // namespace

ComparedMaps::ComparedMaps(QObject* parent)
    : QObject(parent), m_frames(new ComparisonFrames(this)) {
    connect(m_frames, &ComparisonFrames::ready, this, &ComparedMaps::take);
}

void ComparedMaps::show(Explanations explanations, const ComparisonView& view) {
    m_explanations = std::move(explanations);
    m_view = view;
    std::vector<Array> attributions;
    for (const auto& explanation : m_explanations)
        attributions.push_back(explanation ? explanation->attribution : Array());
    m_whole = comparisonMaps(attributions, view);
    m_shown = atTheEnd();
    request();
}

void ComparedMaps::clear() {
    m_frames->forget();
    m_explanations.clear();
    m_whole = {};
    m_shown = {};
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

QImage ComparedMaps::picture(std::size_t column) const {
    if (map(column).empty()) return {};
    return comparisonPicture(
        map(column), limit(column), m_view,
        m_view.topShare ? photographOf(m_explanations[column].get()) : QImage());
}

ComparisonFrame ComparedMaps::atTheEnd() const {
    return {1, m_whole.maps, std::vector<std::optional<double>>(m_whole.maps.size())};
}

void ComparedMaps::request() {
    if (m_share >= 1) {
        m_frames->forget();
        return take(atTheEnd());
    }
    ComparisonMoment moment{{}, m_share, m_alignment, m_view};
    for (const auto& explanation : m_explanations)
        moment.traces.push_back(explanation ? explanation->trace : nullptr);
    m_frames->request(std::move(moment));
}

void ComparedMaps::take(const ComparisonFrame& frame) {
    // Of an older comparison, or of one that has grown since.
    if (frame.maps.size() != m_whole.maps.size()) return;
    m_shown = frame;
    // What has no path stands still.
    for (std::size_t i = 0; i < m_shown.maps.size(); ++i)
        if (m_shown.maps[i].empty()) m_shown.maps[i] = m_whole.maps[i];
    Q_EMIT changed();
}

}  // namespace sigscope::ui
