#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <vector>

#include "engine/api/path_trace.h"
#include "engine/integration/observer.h"
#include "engine/integration/rule.h"
#include "engine/integration/schedule.h"

namespace sigscope::integration {

/// Sums the contributions of the intervals between the nodes there are, in float64. An interval is
/// final (closed) when no planned node lies in it; a node's point and gradient are kept only while
/// one of its intervals is open.
class Accumulator {
public:
    /// `observer` must outlive the accumulator.
    Accumulator(std::size_t plannedNodes, RuleWeights weights, Observer& observer);

    /// A node with its point and, unless the rule ignores it, its gradient, both [3, H, W].
    void add(const EvaluatedNode& node, const at::Tensor& point);

    /// The map of the whole course by the nodes there are: float64, [3, H, W].
    [[nodiscard]] at::Tensor total() const;

    /// The nodes by position, and ΣA up to each.
    [[nodiscard]] std::vector<PathNode> nodes() const;
    [[nodiscard]] std::vector<double> accumulatedSums() const;

    [[nodiscard]] std::size_t nodeCount() const { return m_nodes.size(); }
    [[nodiscard]] std::size_t plannedCount() const { return m_plannedCount; }

private:
    struct Held {
        PathNode node;
        at::Tensor point;
        at::Tensor gradient;
        double sumToNext = 0;  ///< Σ of the contribution of the interval that begins here.
    };
    using Nodes = std::map<int, Held>;

    void join(Nodes::iterator left, Nodes::iterator right);
    void releaseIfDone(Nodes::iterator node);
    [[nodiscard]] at::Tensor contribution(const Held& left, const Held& right) const;

    std::size_t m_plannedCount;
    RuleWeights m_weights;
    Observer& m_observer;
    Progression m_progression;
    Nodes m_nodes;
    at::Tensor m_closed;  ///< Sum over closed intervals.
    at::Tensor m_open;    ///< Sum over open intervals.
};

}  // namespace sigscope::integration
