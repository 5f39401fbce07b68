#pragma once

#include <vector>

#include "engine/integration/accumulator.h"

namespace sigscope::integration {

/// Refines what there is no memory to refine all at once: one interval, the section, after the
/// other, from left to right. Splitting an interval evenly into n leaves 1/n² of its variance
/// (ErrorEstimate says why). So the fewest nodes are needed where each interval is left a share, of
/// the variance that the tolerance allows, that goes like the cube root of what it has.
class Sections {
public:
    /// `tolerance` is relative to the map.
    explicit Sections(double tolerance) : m_tolerance(tolerance) {}

    /// Where open intervals begin that need no further node. `nodesLeft` may still be taken: where
    /// they do not suffice, more variance is allowed.
    [[nodiscard]] std::vector<double> settled(const Accumulator& nodes, int nodesLeft);

    /// At most `count` nodes, at least one, for the first interval that is not settled; none if all
    /// are.
    [[nodiscard]] std::vector<double> next(const Accumulator& nodes, int count) const;

private:
    /// The variance of the section that begins `open`.
    [[nodiscard]] double allowedOf(const Accumulator& nodes, const std::vector<OpenInterval>& open,
                                   double closedVariance, int nodesLeft) const;

    double m_tolerance;
    double m_right = 0;         ///< Where the section ends.
    double m_allowed = 0;       ///< Its variance.
    double m_closedBefore = 0;  ///< The variance of all that was closed when it began.
};

}  // namespace sigscope::integration
