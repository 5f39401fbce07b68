#pragma once

#include <vector>

#include "engine/api/integration_benchmark.h"

namespace sigscope::ui {

/// Quartiles over photographs of the map's error after so many gradients, at fixed numbers of them.
struct ErrorCurve {
    struct Point {
        double evaluations = 0;
        double low = 0;
        double median = 0;
        double high = 0;
    };
    NodeRule rule = NodeRule::Bisection;
    std::vector<Point> points;
};

/// As far as three in four of the cases were followed.
[[nodiscard]] ErrorCurve errorCurve(const std::vector<const IntegrationCase*>& cases,
                                    NodeRule rule);

}  // namespace sigscope::ui
