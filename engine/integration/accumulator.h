#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "engine/integration/error_estimate.h"
#include "engine/integration/observer.h"
#include "engine/integration/rule.h"

namespace sigscope::integration {

/// An interval between neighbouring nodes that may still be split.
struct OpenInterval {
    double left = 0;
    double right = 0;
    double localError = 0;  ///< IntervalError::local; 0 where a gradient is missing.
    double variance = 0;    ///< IntervalError::variance, likewise.

    /// Whether it is too short to be split.
    [[nodiscard]] bool isShort() const;
};

/// Sums the contributions of the intervals between the nodes there are, in float64. A node's point
/// and gradient are kept only while one of its intervals is open.
class Accumulator {
public:
    /// Says of neighbouring positions whether no node will come between them.
    using IsFinal = std::function<bool(double left, double right)>;

    /// `observer` must outlive the accumulator.
    Accumulator(RuleWeights weights, IsFinal isFinal, Observer& observer);

    /// The node at `position` with its point and, unless the rule ignores it, its gradient, both
    /// [3, H, W]; else that is undefined. It splits an open interval or lies beyond all nodes.
    void add(double position, const at::Tensor& point, const at::Tensor& gradient);

    /// A micro-batch's points and gradients, [B, 3, H, W], for rounding().
    void noteSizes(const at::Tensor& points, const at::Tensor& gradients);

    /// After the nodes of a micro-batch: reads their sums from the device, all at once.
    void readSums();

    /// No node will come in the interval that begins at `left`.
    void close(double left);

    /// Closes all that is open, from left to right.
    void closeAll();

    /// The map of the whole course by the nodes there are: float64, [3, H, W].
    [[nodiscard]] at::Tensor total() const;

    /// The expected ‖A − A_∞‖ of the map summed over channels, and as a share of ‖A‖; 0 where A is
    /// zero but for rounding, which no further node would change. Nothing where a gradient is
    /// missing.
    [[nodiscard]] std::optional<double> error() const;
    [[nodiscard]] std::optional<double> relativeError() const;
    /// What rounding of the points alone may make of ‖A‖.
    [[nodiscard]] double rounding() const;
    /// IntervalError::variance of all intervals there are, 0 where a gradient is missing.
    [[nodiscard]] double variance() const;

    /// ΣA up to each node, by position, as last read.
    [[nodiscard]] std::vector<double> accumulatedSums() const;

    /// By position.
    [[nodiscard]] std::vector<OpenInterval> openIntervals() const;

    [[nodiscard]] std::size_t nodeCount() const { return m_nodes.size(); }
    /// Nodes whose points and gradients are kept.
    [[nodiscard]] int heldCount() const { return m_held; }

private:
    /// A node and the interval that begins there.
    struct Held {
        at::Tensor point;
        at::Tensor gradient;
        bool open = false;
        double sumToNext = 0;    ///< Σ of the interval's contribution.
        at::Tensor unreadSum{};  ///< The same, one element on the device, until it is read.
        IntervalError error{};
    };
    using Nodes = std::map<double, Held>;

    /// An interval that no other one is split into.
    void begin(Nodes::iterator left, Nodes::iterator right);
    void split(Nodes::iterator before, Nodes::iterator here, Nodes::iterator after);
    /// The interval between neighbours: opens it, or closes it at once if it is final, and returns
    /// its contribution.
    at::Tensor join(Nodes::iterator left, Nodes::iterator right);
    void releaseIfDone(Nodes::iterator node);
    [[nodiscard]] at::Tensor contribution(const Held& left, const Held& right) const;

    RuleWeights m_weights;
    IsFinal m_isFinal;
    Observer& m_observer;
    Nodes m_nodes;
    int m_held = 0;
    bool m_estimated = true;  ///< All gradients are there.
    ErrorEstimate m_estimate;
    at::Tensor m_rounding;                          ///< One element, on the device.
    mutable std::optional<double> m_relativeError;  ///< Of the nodes there are, once it was read.
    at::Tensor m_closed;                            ///< Sum over closed intervals.
    at::Tensor m_open;                              ///< Sum over open intervals.
};

}  // namespace sigscope::integration
