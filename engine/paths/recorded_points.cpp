#include "engine/paths/recorded_points.h"

#include <iterator>
#include <utility>

namespace sigscope::paths {

bool RecordedPoints::wants(double alpha) const {
    constexpr double shortestDistance = 1.0 / (mostPoints - 1);
    const std::lock_guard lock(m_mutex);
    const auto next = m_points.lower_bound(alpha);
    if (next != m_points.end() && next->first == alpha) return false;
    if (alpha == 0 || alpha == 1) return true;
    const bool farFromNext = next == m_points.end() || next->first - alpha >= shortestDistance;
    const bool farFromLast =
        next == m_points.begin() || alpha - std::prev(next)->first >= shortestDistance;
    return farFromNext && farFromLast;
}

void RecordedPoints::add(double alpha, Array point) {
    auto kept = std::make_shared<const Array>(std::move(point));
    const std::lock_guard lock(m_mutex);
    m_points.insert_or_assign(alpha, std::move(kept));
}

Array RecordedPoints::point(double alpha) const {
    std::unique_lock lock(m_mutex);
    const auto right = m_points.lower_bound(alpha);
    const auto end = right == m_points.end() ? std::prev(right) : right;
    const auto begin = end == m_points.begin() ? end : std::prev(end);
    const auto from = begin->second;
    const auto to = end->second;
    const double span = end->first - begin->first;
    const auto share = static_cast<float>(span > 0 ? (alpha - begin->first) / span : 1);
    lock.unlock();
    Array point = *to;
    if (share == 1) return point;
    for (std::size_t i = 0; i < point.values.size(); ++i)
        point.values[i] = from->values[i] + share * (to->values[i] - from->values[i]);
    return point;
}

}  // namespace sigscope::paths
