#include "ui/render/pace.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/render/path_length.h"

namespace sigscope::ui {

namespace {

/// Σ|Δy| of `line` from its first point up to each of `alphas`, as shares of the whole; empty where
/// that is 0.
std::vector<double> variationShares(const QList<QPointF>& line, const std::vector<double>& alphas) {
    std::vector<double> shares;
    double passed = 0;  // Of the pieces that end at or before α.
    qsizetype next = 1;
    for (const double alpha : alphas) {
        for (; next < line.size() && line[next].x() <= alpha; ++next)
            passed += std::abs(line[next].y() - line[next - 1].y());
        double begun = 0;
        if (next < line.size() && alpha > line[next - 1].x())
            begun = std::abs(line[next].y() - line[next - 1].y()) * (alpha - line[next - 1].x()) /
                    (line[next].x() - line[next - 1].x());
        shares.push_back(passed + begun);
    }
    if (!(passed > 0)) return {};
    for (double& share : shares) share /= passed;
    return shares;
}

/// The height at `x` of the polyline through (xs, ys), both ascending; at a jump its upper end.
double interpolated(const std::vector<double>& xs, const std::vector<double>& ys, double x) {
    const auto right = std::ranges::upper_bound(xs, x);
    if (right == xs.begin()) return ys.front();
    if (right == xs.end()) return ys.back();
    const auto k = static_cast<std::size_t>(right - xs.begin());
    const double share = (x - xs[k - 1]) / (xs[k] - xs[k - 1]);
    return ys[k - 1] + share * (ys[k] - ys[k - 1]);
}

}  // namespace

PathPace PathPace::byChange(const QList<QPointF>& f, const QList<QPointF>& length) {
    std::vector<double> alphas{0, 1};
    for (const auto* line : {&f, &length})
        for (const QPointF& point : *line) alphas.push_back(std::clamp(point.x(), 0.0, 1.0));
    std::ranges::sort(alphas);
    const auto twice = std::ranges::unique(alphas);
    alphas.erase(twice.begin(), twice.end());

    const std::vector<double> changes = variationShares(f, alphas);
    const std::vector<double> lengths = variationShares(length, alphas);
    PathPace pace;
    if (changes.empty() && lengths.empty()) return pace;
    const std::vector<double>& first = changes.empty() ? lengths : changes;
    const std::vector<double>& second = lengths.empty() ? changes : lengths;
    pace.m_times.clear();
    for (std::size_t k = 0; k < alphas.size(); ++k)
        pace.m_times.push_back((first[k] + second[k]) / 2);
    // Rounding of the sums must not move the ends.
    pace.m_times.front() = 0;
    pace.m_times.back() = 1;
    pace.m_alphas = std::move(alphas);
    return pace;
}

PathPace PathPace::mean(const std::vector<PathPace>& paces) {
    PathPace mean;
    mean.m_alphas.clear();
    for (const PathPace& pace : paces)
        mean.m_alphas.insert(mean.m_alphas.end(), pace.m_alphas.begin(), pace.m_alphas.end());
    std::ranges::sort(mean.m_alphas);
    const auto twice = std::ranges::unique(mean.m_alphas);
    mean.m_alphas.erase(twice.begin(), twice.end());
    mean.m_times.clear();
    for (const double alpha : mean.m_alphas) {
        double sum = 0;
        for (const PathPace& pace : paces) sum += pace.timeAt(alpha);
        mean.m_times.push_back(sum / static_cast<double>(paces.size()));
    }
    mean.m_times.front() = 0;
    return mean;
}

double PathPace::alphaAt(double time) const {
    return interpolated(m_times, m_alphas, time);
}

double PathPace::timeAt(double alpha) const {
    return interpolated(m_alphas, m_times, alpha);
}

QList<QPointF> changesOf(const PathTrace& trace) {
    QList<QPointF> f;
    for (const PathNode& node : trace.nodes()) f.append({node.alpha, node.f});
    return f;
}

PathPace paceByChange(const std::shared_ptr<const PathTrace>& trace) {
    return PathPace::byChange(changesOf(*trace), lengthsOf(trace));
}

}  // namespace sigscope::ui
