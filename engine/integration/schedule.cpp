#include "engine/integration/schedule.h"

#include <algorithm>
#include <numeric>

namespace sigscope::integration {

namespace {

Schedule uniformSchedule(int steps) {
    Schedule schedule;
    schedule.order.resize(steps);
    std::iota(schedule.order.begin(), schedule.order.end(), 0);
    // k/(n−1) rather than a running sum: the last is exactly 1.
    for (int k = 0; k < steps; ++k)
        schedule.positions.push_back(static_cast<double>(k) / (steps - 1));
    return schedule;
}

Schedule dyadicSchedule(int steps, int capacity) {
    const std::vector<double> sequence = dyadicPositions(steps);
    Schedule schedule;
    schedule.positions = sequence;
    std::ranges::sort(schedule.positions);
    for (const double position : sequence) {
        const auto found = std::ranges::lower_bound(schedule.positions, position);
        schedule.order.push_back(static_cast<int>(found - schedule.positions.begin()));
    }
    const int widthFirst = std::clamp(capacity, 2, steps);
    std::sort(schedule.order.begin() + widthFirst, schedule.order.end());
    return schedule;
}

}  // namespace

std::vector<double> dyadicPositions(int steps) {
    std::vector<double> positions{0, 1};
    for (unsigned n = 1; static_cast<int>(positions.size()) < steps; ++n) {
        double position = 0;
        double digit = 0.5;
        for (unsigned bits = n; bits != 0; bits >>= 1, digit /= 2) position += (bits & 1) * digit;
        positions.push_back(position);
    }
    return positions;
}

Schedule makeSchedule(Rule rule, int steps, int capacity) {
    return rule == Rule::Reference ? uniformSchedule(steps) : dyadicSchedule(steps, capacity);
}

int peakHeldNodes(const Schedule& schedule) {
    Progression progression(schedule.positions.size());
    const int last = static_cast<int>(schedule.positions.size()) - 1;
    int held = 0;
    int peak = 0;
    for (const int index : schedule.order) {
        progression.evaluated(index);
        peak = std::max(peak, held + 1);
        held += progression.isNeeded(index) ? 1 : 0;
        for (const int neighbour : {index - 1, index + 1}) {
            if (neighbour < 0 || neighbour > last || !progression.isEvaluated(neighbour)) continue;
            held -= progression.isNeeded(neighbour) ? 0 : 1;
        }
    }
    return peak;
}

}  // namespace sigscope::integration
