#pragma once

#include <vector>

#include "engine/integration/rule.h"

namespace sigscope::integration {

/// Which nodes there will be and in which order they are evaluated.
struct Schedule {
    std::vector<double> positions;  ///< In [0, 1], ascending; the first is 0, the last 1.
    std::vector<int> order;         ///< Indices into `positions`.
};

/// 0, 1, then every dyadic level in bit-reversed order, which spreads a level that is not completed
/// evenly over the path.
[[nodiscard]] std::vector<double> dyadicPositions(int steps);

/// `steps` nodes. The reference rule's are uniform, in order. The trapezoid's are
/// dyadic (ends, middle, quarters, …), so that an estimate of the whole path exists at any moment.
/// Of these at most `capacity` (at least 2) are kept open at once: the first come in dyadic order,
/// the others from left to right.
[[nodiscard]] Schedule makeSchedule(Rule rule, int steps, int capacity);

/// Which nodes have been evaluated, and so which are still needed.
class Progression {
public:
    explicit Progression(std::size_t count) : m_evaluated(count, false) {}

    void evaluated(int index) { m_evaluated[index] = true; }
    [[nodiscard]] bool isEvaluated(int index) const { return m_evaluated[index]; }

    /// Whether an interval of that node is open: a planned neighbour is yet to come.
    [[nodiscard]] bool isNeeded(int index) const {
        const int last = static_cast<int>(m_evaluated.size()) - 1;
        return (index > 0 && !m_evaluated[index - 1]) || (index < last && !m_evaluated[index + 1]);
    }

private:
    std::vector<bool> m_evaluated;
};

/// The most nodes that are needed at once when `schedule` is followed.
[[nodiscard]] int peakHeldNodes(const Schedule& schedule);

}  // namespace sigscope::integration
