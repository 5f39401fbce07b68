#include "engine/integration/bisected_nodes.h"

#include <algorithm>
#include <cmath>

#include "engine/integration/accumulator.h"
#include "engine/integration/schedule.h"

namespace sigscope::integration {

namespace {

/// Enough to see where the gradients change; more of them would be spent where they do not.
constexpr int evenNodes = 8;

int evenNodesOf(int capacity) {
    return std::min(evenNodes, capacity / 2);
}

/// Of the tolerance, what sections aim at: the map's size, by which theirs is measured, is known
/// better at the end.
constexpr double aim = 0.95;

/// With fewer an estimate is itself too uncertain to end a run.
constexpr int fewestNodes = 17;

/// The middles that bisecting the largest error, and then the largest of what that is expected to
/// leave, comes to: a micro-batch chooses nodes almost as well as if they came one by one.
std::vector<double> largestErrorsFirst(std::vector<OpenInterval> intervals, int count) {
    // Of a random walk, the half of an interval has 2^-1.5 of its local error.
    constexpr double ofHalf = 0.35355339059327373;
    const auto push = [&](const OpenInterval& interval) {
        intervals.push_back(interval);
        std::ranges::push_heap(intervals, {}, &OpenInterval::localError);
    };
    std::erase_if(intervals, [](const OpenInterval& interval) { return interval.isShort(); });
    std::ranges::make_heap(intervals, {}, &OpenInterval::localError);
    std::vector<double> positions;
    while (!intervals.empty() && static_cast<int>(positions.size()) < count) {
        std::ranges::pop_heap(intervals, {}, &OpenInterval::localError);
        const auto [left, right, error, variance] = intervals.back();
        intervals.pop_back();
        const double middle = (left + right) / 2;
        positions.push_back(middle);
        for (const OpenInterval& half : {OpenInterval{left, middle, ofHalf * error},
                                         OpenInterval{middle, right, ofHalf * error}})
            if (!half.isShort()) push(half);
    }
    return positions;
}

}  // namespace

BisectedNodes::BisectedNodes(double tolerance, int most, int capacity)
    : m_tolerance(tolerance), m_most(most), m_capacity(std::max(capacity, fewestHeld)) {}

std::vector<double> BisectedNodes::next(const Accumulator& nodes, int count) {
    count = std::min(count, m_most - m_given);
    if (m_given < evenNodesOf(m_capacity)) return nextEven(count);
    m_fall.note(static_cast<int>(nodes.nodeCount()), *nodes.relativeError());
    if (m_given >= fewestNodes && *nodes.relativeError() <= m_tolerance) return {};
    if (count <= 0) return {};
    // Many at once pay on a GPU. But beyond one for each interval, or what is expected to do, they
    // are chosen blindly.
    count = std::min(count, std::max(evenNodes, std::min(m_given, assumed(nodes) - m_given)));
    m_atOnce = std::min(count, m_capacity / 4);
    const int room = std::max((m_capacity - nodes.heldCount()) / 2, 1);
    std::vector<double> positions = m_sections
                                        ? m_sections->next(nodes, std::min(m_atOnce, room))
                                        : largestErrorsFirst(nodes.openIntervals(), m_atOnce);
    m_given += static_cast<int>(positions.size());
    return positions;
}

std::vector<double> BisectedNodes::nextEven(int count) {
    const int until = std::min(m_given + count, evenNodesOf(m_capacity));
    const std::vector<double> even = dyadicPositions(until);
    const std::vector<double> positions(even.begin() + m_given, even.begin() + until);
    m_given = until;
    return positions;
}

std::vector<double> BisectedNodes::settled(const Accumulator& nodes) {
    const int manyHeld = std::max(m_capacity / 2, m_capacity - 4 * m_atOnce);
    if (!m_sections && (m_given < evenNodesOf(m_capacity) || nodes.heldCount() < manyHeld))
        return {};
    if (!m_sections) m_sections.emplace(aim * m_tolerance);
    std::vector<double> lefts = m_sections->settled(nodes, m_most - m_given);
    if (nodes.heldCount() < m_capacity) return lefts;
    // The first one's end is let go with it: what lies before is closed already.
    const double first = nodes.openIntervals().front().left;
    if (lefts.empty() || lefts.front() != first) lefts.insert(lefts.begin(), first);
    return lefts;
}

std::optional<int> BisectedNodes::expected(const Accumulator& nodes) const {
    const auto count = static_cast<int>(nodes.nodeCount());
    if (count < std::min(evenNodesOf(m_capacity), m_most)) return std::nullopt;
    return withinBounds(m_fall.nodesUntil(m_tolerance, count, *nodes.relativeError()));
}

int BisectedNodes::assumed(const Accumulator& nodes) const {
    const double excess = std::max(*nodes.relativeError() / std::max(m_tolerance, 1e-12), 1.0);
    return withinBounds(static_cast<double>(nodes.nodeCount()) * excess);
}

int BisectedNodes::withinBounds(double nodes) const {
    const double wanted = std::ceil(nodes);
    if (!(wanted < m_most)) return m_most;
    return std::max(static_cast<int>(wanted), std::min(fewestNodes, m_most));
}

}  // namespace sigscope::integration
