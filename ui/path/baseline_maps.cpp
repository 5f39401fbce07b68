#include "ui/path/baseline_maps.h"

#include <QObject>
#include <algorithm>
#include <utility>

#include "engine/api/attribution_map.h"

namespace sigscope::ui {

namespace {

/// A path with a map that belongs to no α.
class FixedMapTrace final : public PathTrace {
public:
    FixedMapTrace(std::shared_ptr<const PathTrace> path, Array map)
        : m_path(std::move(path)), m_map(std::move(map)), m_sum(sum(m_map)) {}

    [[nodiscard]] const std::vector<PathNode>& nodes() const override { return m_path->nodes(); }
    [[nodiscard]] const std::vector<double>& accumulatedSums() const override {
        return m_path->accumulatedSums();
    }
    [[nodiscard]] Frame frame(double alpha) const override {
        Frame frame = m_path->frame(alpha);
        frame.accumulated = m_map;
        frame.accumulatedSum = m_sum;
        return frame;
    }
    [[nodiscard]] float spectrumMaximum() const override { return m_path->spectrumMaximum(); }
    [[nodiscard]] std::int64_t bytes() const override { return m_path->bytes() + m_map.bytes(); }

private:
    std::shared_ptr<const PathTrace> m_path;
    Array m_map;
    double m_sum;
};

}  // namespace

void BaselineMaps::begin(std::vector<std::string> titles) {
    *this = BaselineMaps();
    m_titles = std::move(titles);
}

void BaselineMaps::take(const Preview& preview) {
    if (preview.baselinesDone > 0) m_mean = preview.attribution;
}

void BaselineMaps::take(const Explanation& explanation) {
    // One that was stopped in the first baseline has no mean beside that one's path.
    if (explanation.perBaseline.empty() || explanation.spread.empty()) return;
    m_mean = explanation.attribution;
    m_spread = explanation.spread;
    if (!explanation.traits.isComplete()) return;
    m_meanChange = explanation.completeness.fPathEnd - explanation.completeness.fPathStart;
}

std::vector<SoFar> BaselineMaps::choices() const {
    if (m_mean.empty()) return {};
    if (m_spread.empty()) return {SoFar::Path, SoFar::Mean};
    return {SoFar::Path, SoFar::Mean, SoFar::Spread};
}

SoFar BaselineMaps::nearest(SoFar wanted) const {
    if (m_mean.empty()) return SoFar::Path;
    return wanted == SoFar::Spread && m_spread.empty() ? SoFar::Mean : wanted;
}

std::shared_ptr<const PathTrace> BaselineMaps::traceOf(std::shared_ptr<const PathTrace> path,
                                                       SoFar shown) const {
    if (shown == SoFar::Path) return path;
    return std::make_shared<FixedMapTrace>(std::move(path),
                                           shown == SoFar::Mean ? m_mean : m_spread);
}

QString BaselineMaps::origin() const {
    if (m_titles.size() < 2) return {};
    constexpr qsizetype longest = 20;
    QString first = QString::fromStdString(m_titles.front());
    if (first.size() > longest) first = first.left(longest - 1) + QStringLiteral("…");
    return QObject::tr("from %1 (1 of %2)").arg(first).arg(m_titles.size());
}

std::optional<double> BaselineMaps::relativeSpread() const {
    if (m_spread.empty()) return {};
    return sigscope::relativeSpread(m_mean, m_spread);
}

}  // namespace sigscope::ui
