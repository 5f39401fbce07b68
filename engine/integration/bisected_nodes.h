#pragma once

#include "engine/integration/node_plan.h"

namespace sigscope::integration {

/// Nodes where they are needed: after the first few the intervals with the largest local errors are
/// bisected, until the estimated error of the map is within the tolerance or the nodes are used up.
class BisectedNodes final : public NodePlan {
public:
    /// `tolerance` is relative to the map.
    BisectedNodes(double tolerance, int most);

    [[nodiscard]] NodesAhead ahead() const override { return {m_most, false}; }
    [[nodiscard]] std::vector<double> next(const Accumulator& nodes, int count) override;
    /// Not before the integration is done.
    [[nodiscard]] bool isFinal(double, double) const override { return false; }
    [[nodiscard]] int expected(const Accumulator& nodes) const override;

private:
    double m_tolerance;
    int m_most;
    int m_given = 0;
};

}  // namespace sigscope::integration
