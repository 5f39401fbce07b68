#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/integration/observer.h"
#include "engine/trace/waypoint_trace.h"

namespace sigscope::trace {

/// How many waypoints are kept within `budget` bytes, at most: their points and maps take
/// `mapBytes` each.
[[nodiscard]] std::int64_t mostWaypoints(std::int64_t mapBytes, std::int64_t budget);

/// Keeps the waypoints of a method that finds its own path: at most 64, spread over the steps taken
/// so far, fewer where their points and maps would not fit the budget.
class WaypointRecorder {
public:
    WaypointRecorder(const DisplaySpace& space, std::int64_t budget,
                     integration::Direction direction, const at::Tensor& baseline);

    void reached(const integration::Waypoint& waypoint);

    /// Ends in the last waypoint, whose map is `total`. Null if none was reached.
    [[nodiscard]] std::shared_ptr<const PathTrace> trace(std::vector<double> sums,
                                                         Array total) const;

private:
    void thin();

    DisplaySpace m_space;
    integration::Direction m_direction;
    std::shared_ptr<const Array> m_baseline;
    std::size_t m_most;
    int m_stride = 1;  ///< Steps between two that are kept.
    int m_steps = 0;
    std::vector<PathNode> m_nodes;
    std::vector<KeptWaypoint> m_kept;  ///< With the maps of the way so far, as they came.
    at::Tensor m_lastPoint;
};

}  // namespace sigscope::trace
