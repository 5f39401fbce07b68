#pragma once

#include "engine/integration/node_plan.h"
#include "engine/integration/schedule.h"

namespace sigscope::integration {

/// The nodes of a schedule, in its order.
class FixedNodes final : public NodePlan {
public:
    explicit FixedNodes(Schedule schedule);

    [[nodiscard]] NodesAhead ahead() const override;
    [[nodiscard]] std::vector<double> next(const Accumulator& nodes, int count) override;
    [[nodiscard]] bool isFinal(double left, double right) const override;
    [[nodiscard]] std::optional<int> expected(const Accumulator& nodes) const override;

private:
    Schedule m_schedule;
    std::size_t m_given = 0;
};

}  // namespace sigscope::integration
