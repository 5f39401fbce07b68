#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/integration/rule.h"

namespace sigscope::integration {

class Accumulator;

/// How many nodes there will be.
struct NodesAhead {
    int most = 0;
    bool exact = true;  ///< As many as that, evenly spread; else fewer, and where they are needed.
};

/// Decides where on the course the next gradients are taken.
class NodePlan {
public:
    virtual ~NodePlan() = default;

    [[nodiscard]] virtual NodesAhead ahead() const = 0;

    /// At most `count` positions, none of which was there before; none once the integration is
    /// done. All that it gave before have been accumulated.
    [[nodiscard]] virtual std::vector<double> next(const Accumulator& nodes, int count) = 0;

    /// Where open intervals begin in which no node will come any more, for want of need or memory.
    /// Asked once all that it gave has been accumulated; they are closed then.
    [[nodiscard]] virtual std::vector<double> settled(const Accumulator&) { return {}; }

    /// Whether no node will come between these neighbouring positions.
    [[nodiscard]] virtual bool isFinal(double left, double right) const = 0;

    /// How many nodes there will be, judging by those there are; nothing while these say too
    /// little.
    [[nodiscard]] virtual std::optional<int> expected(const Accumulator& nodes) const = 0;
};

/// The plan of `parameters`, of whose nodes at most `capacity` are to be held at once.
[[nodiscard]] std::unique_ptr<NodePlan> makeNodePlan(const IntegrationParameters& parameters,
                                                     int capacity);

}  // namespace sigscope::integration
