#include "engine/integration/sections.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/paths/path.h"

namespace sigscope::integration {

namespace {

using Intervals = std::vector<OpenInterval>;

/// Where more than was allowed is spent already, what is left is not refined without end for it.
constexpr double least = 0.1;

double sumOf(const Intervals& intervals, double (*value)(const OpenInterval&)) {
    return std::accumulate(
        intervals.begin(), intervals.end(), 0.0,
        [value](double sum, const OpenInterval& interval) { return sum + value(interval); });
}

double varianceOf(const OpenInterval& interval) {
    return interval.variance;
}

/// What is closed is not looked at again: where the refinement says one thing and the gradients at
/// the ends another, the larger counts.
double doubtOf(const OpenInterval& interval) {
    return std::max(interval.variance, interval.localError * interval.localError / 3);
}

double weightOf(const OpenInterval& interval) {
    return std::cbrt(doubtOf(interval));
}

/// Moves the first of `open` that begin before `right` out of it.
Intervals takeSection(Intervals& open, double right) {
    const auto end = std::ranges::lower_bound(open, right, {}, &OpenInterval::left);
    const Intervals section(open.begin(), end);
    open.erase(open.begin(), end);
    return section;
}

}  // namespace

std::vector<double> Sections::settled(const Accumulator& nodes, int nodesLeft) {
    Intervals open = nodes.openIntervals();
    double closed = nodes.variance() - sumOf(open, varianceOf);
    std::vector<double> lefts;
    while (!open.empty()) {
        if (open.front().left >= m_right) {
            m_allowed = allowedOf(nodes, open, closed, nodesLeft);
            m_right = open.front().right;
            m_closedBefore = closed;
        }
        const Intervals section = takeSection(open, m_right);
        const double doubt = sumOf(section, doubtOf);
        const double allowed = std::max(m_allowed - (closed - m_closedBefore), m_allowed * least);
        const double share = allowed / sumOf(section, weightOf);
        const bool whole = doubt <= allowed;
        for (const OpenInterval& interval : section)
            if (whole || interval.isShort() || doubtOf(interval) <= share * weightOf(interval))
                lefts.push_back(interval.left);
        if (!whole) break;
        closed += sumOf(section, varianceOf);
    }
    return lefts;
}

double Sections::allowedOf(const Accumulator& nodes, const Intervals& open, double closedVariance,
                           int nodesLeft) const {
    const double excess = *nodes.relativeError() / m_tolerance;
    const double ofAll = nodes.variance() / (excess * excess);
    const double allowed = std::max(ofAll - closedVariance, ofAll * least);
    const double weights = sumOf(open, weightOf);
    const double first = allowed * weightOf(open.front()) / weights;
    double needed = 0;
    for (const OpenInterval& interval : open)
        needed +=
            std::max(std::sqrt(doubtOf(interval) / (allowed * weightOf(interval) / weights)), 1.0);
    const double tooMany = needed / (nodesLeft + static_cast<double>(open.size()));
    return tooMany > 1 ? first * tooMany * tooMany : first;
}

std::vector<double> Sections::next(const Accumulator& nodes, int count) const {
    const Intervals open = nodes.openIntervals();
    if (open.empty()) return {};
    const double left = open.front().left;
    const double right = open.front().right;
    const double intervals = std::sqrt(doubtOf(open.front()) / m_allowed);
    std::vector<double> positions;
    // Whole levels of halves, so that none is narrower than it needs to be.
    const auto isWanted = [&](int parts) {
        return parts <= intervals && parts - 1 <= count &&
               (right - left) * 2 > parts * paths::shortestStep;
    };
    for (int parts = 2; parts == 2 || isWanted(parts); parts *= 2)
        for (int k = 1; k < parts; k += 2) positions.push_back(left + (right - left) * k / parts);
    return positions;
}

}  // namespace sigscope::integration
