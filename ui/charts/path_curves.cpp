#include "ui/charts/path_curves.h"

#include <algorithm>

namespace sigscope::ui {

void PathCurves::clear() {
    *this = {};
}

void PathCurves::addNodes(const std::vector<PathNode>& nodes) {
    for (const PathNode& node : nodes) m_f[node.alpha] = node.f;
}

void PathCurves::setTrace(const PathTrace& trace, SumGoal goal) {
    addNodes(trace.nodes());
    m_sum.clear();
    if (goal == SumGoal::Nothing) return;
    const std::size_t count = std::min(trace.nodes().size(), trace.accumulatedSums().size());
    for (std::size_t k = 0; k < count; ++k)
        m_sum.append({trace.nodes()[k].alpha, trace.accumulatedSums()[k]});
}

void PathCurves::setStart(double f) {
    m_start = f;
}

QList<QPointF> PathCurves::f() const {
    QList<QPointF> line;
    for (const auto& [alpha, f] : m_f) line.append({alpha, f});
    return line;
}

QList<QPointF> PathCurves::change() const {
    QList<QPointF> line;
    if (const auto origin = start())
        for (const auto& [alpha, f] : m_f) line.append({alpha, f - *origin});
    return line;
}

QList<QPointF> PathCurves::changeAtSums() const {
    QList<QPointF> line;
    const auto origin = start();
    if (!origin) return line;
    for (const QPointF& point : m_sum) line.append({point.x(), m_f.at(point.x()) - *origin});
    return line;
}

std::vector<double> PathCurves::alphas() const {
    std::vector<double> alphas;
    alphas.reserve(m_f.size());
    for (const auto& [alpha, f] : m_f) alphas.push_back(alpha);
    return alphas;
}

std::optional<double> PathCurves::wholeChange() const {
    const auto origin = start();
    const auto end = m_f.find(1.0);
    if (!origin || end == m_f.end()) return {};
    return end->second - *origin;
}

std::optional<double> PathCurves::start() const {
    if (m_start) return m_start;
    const auto first = m_f.find(0.0);
    return first == m_f.end() ? std::nullopt : std::optional(first->second);
}

std::optional<double> heightAt(const QList<QPointF>& line, double x) {
    const auto right = std::ranges::lower_bound(line, x, {}, &QPointF::x);
    if (right == line.end()) return {};
    if (right->x() == x) return right->y();
    if (right == line.begin()) return {};
    const QPointF left = *std::prev(right);
    const double share = (x - left.x()) / (right->x() - left.x());
    return left.y() + share * (right->y() - left.y());
}

}  // namespace sigscope::ui
