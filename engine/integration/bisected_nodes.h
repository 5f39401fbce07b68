#pragma once

#include <optional>

#include "engine/integration/error_fall.h"
#include "engine/integration/node_plan.h"
#include "engine/integration/sections.h"

namespace sigscope::integration {

/// Nodes where they are needed: after the first few the intervals with the largest local errors are
/// bisected, until the estimated error of the map is within the tolerance or the nodes are used up.
/// Once half of the nodes that may be held are, section by section.
class BisectedNodes final : public NodePlan {
public:
    /// `tolerance` is relative to the map; `most` nodes are taken and `capacity`, or fewestHeld,
    /// held at most.
    BisectedNodes(double tolerance, int most, int capacity);

    static constexpr int fewestHeld = 12;

    [[nodiscard]] NodesAhead ahead() const override { return {m_most, false}; }
    [[nodiscard]] std::vector<double> next(const Accumulator& nodes, int count) override;
    [[nodiscard]] std::vector<double> settled(const Accumulator& nodes) override;
    /// That shows when it is settled.
    [[nodiscard]] bool isFinal(double, double) const override { return false; }
    /// By how the estimated error falls.
    [[nodiscard]] std::optional<int> expected(const Accumulator& nodes) const override;

private:
    [[nodiscard]] std::vector<double> nextEven(int count);
    /// As expected(), with errors that fall like the number of nodes grows: what is chosen by it
    /// depends on the nodes alone, not on how many were chosen at once.
    [[nodiscard]] int assumed(const Accumulator& nodes) const;
    [[nodiscard]] int withinBounds(double nodes) const;

    double m_tolerance;
    int m_most;
    int m_capacity;
    int m_atOnce = 1;
    int m_given = 0;
    ErrorFall m_fall;
    std::optional<Sections> m_sections;
};

}  // namespace sigscope::integration
