#include "engine/trace/waypoint_recorder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "engine/problem/array_tensor.h"

namespace sigscope::trace {

std::int64_t mostWaypoints(std::int64_t mapBytes, std::int64_t budget) {
    return std::clamp<std::int64_t>(budget / (2 * mapBytes), 2, 64);
}

WaypointRecorder::WaypointRecorder(const DisplaySpace& space, std::int64_t budget,
                                   integration::Direction direction, const at::Tensor& baseline)
    : m_space(space),
      m_direction(direction),
      m_baseline(std::make_shared<const Array>(toArray(baseline))) {
    const auto mapBytes = static_cast<std::int64_t>(m_baseline->values.size() * sizeof(float));
    m_most = static_cast<std::size_t>(mostWaypoints(mapBytes, budget));
}

void WaypointRecorder::reached(const integration::Waypoint& waypoint) {
    m_nodes.push_back(waypoint.node);
    m_lastPoint = waypoint.point;
    if (m_steps++ % m_stride != 0) return;
    // The last one is kept besides.
    if (m_kept.size() + 1 >= m_most) thin();
    m_kept.push_back({waypoint.node.alpha, std::make_shared<const Array>(toArray(waypoint.point)),
                      std::make_shared<const Array>(toArray(waypoint.map))});
}

void WaypointRecorder::thin() {
    std::vector<KeptWaypoint> every2nd;
    for (std::size_t i = 0; i < m_kept.size(); i += 2) every2nd.push_back(std::move(m_kept[i]));
    m_kept = std::move(every2nd);
    m_stride *= 2;
}

std::shared_ptr<const PathTrace> WaypointRecorder::trace(std::vector<double> sums,
                                                         Array total) const {
    if (m_nodes.empty()) return nullptr;
    WaypointContent content{m_space, m_baseline, m_nodes, std::move(sums), m_kept};
    const auto result = std::make_shared<const Array>(std::move(total));
    content.waypoints.push_back(
        {m_nodes.back().alpha, std::make_shared<const Array>(toArray(m_lastPoint)), result});
    if (m_direction == integration::Direction::FromInput) {
        // What was found first lies at the end: the map up to a point is what came after it.
        std::ranges::reverse(content.nodes);
        std::ranges::reverse(content.waypoints);
        for (KeptWaypoint& waypoint : content.waypoints)
            waypoint.accumulated =
                std::make_shared<const Array>(difference(*waypoint.accumulated, *result));
    }
    return std::make_shared<WaypointTrace>(std::move(content));
}

}  // namespace sigscope::trace
