#pragma once

#include <vector>

#include "engine/integration/observer.h"

namespace sigscope::testing {

/// Keeps what a method that finds its own path reports.
class WalkProbe final : public integration::Observer {
public:
    void searching(integration::Direction from, const at::Tensor&) override { direction = from; }
    void reached(const integration::Waypoint& waypoint) override {
        waypoints.push_back(waypoint);
        waypoints.back().map = waypoint.map.clone();
    }

    integration::Direction direction = integration::Direction::FromStart;
    std::vector<integration::Waypoint> waypoints;
};

}  // namespace sigscope::testing
