#include "engine/integration/fixed_nodes.h"

#include <algorithm>
#include <utility>

namespace sigscope::integration {

FixedNodes::FixedNodes(Schedule schedule) : m_schedule(std::move(schedule)) {}

NodesAhead FixedNodes::ahead() const {
    return {static_cast<int>(m_schedule.positions.size()), true};
}

std::vector<double> FixedNodes::next(const Accumulator&, int count) {
    std::vector<double> positions;
    for (; count > 0 && m_given < m_schedule.order.size(); --count)
        positions.push_back(m_schedule.positions[m_schedule.order[m_given++]]);
    return positions;
}

bool FixedNodes::isFinal(double left, double right) const {
    return *std::ranges::upper_bound(m_schedule.positions, left) == right;
}

std::optional<int> FixedNodes::expected(const Accumulator&) const {
    return ahead().most;
}

}  // namespace sigscope::integration
