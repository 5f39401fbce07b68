#include "engine/trace/waypoint_trace.h"

#include <algorithm>
#include <utility>

namespace sigscope::trace {

namespace {

/// The element at or before α; the one after it, where there is one, ends the interval of α.
template <typename List, typename AlphaOf>
std::size_t before(const List& list, double alpha, AlphaOf alphaOf) {
    const auto after = std::ranges::upper_bound(list, alpha, {}, alphaOf);
    return after == list.begin() ? 0 : static_cast<std::size_t>(after - list.begin()) - 1;
}

Array between(const Array& from, const Array& to, double share) {
    if (share >= 1) return to;
    Array result = from;
    const auto weight = static_cast<float>(share);
    for (std::size_t i = 0; i < result.values.size(); ++i)
        result.values[i] += weight * (to.values[i] - from.values[i]);
    return result;
}

}  // namespace

WaypointTrace::WaypointTrace(WaypointContent content) : m_content(std::move(content)) {
    const auto& waypoints = m_content.waypoints;
    for (std::size_t sample = 1; sample <= spectrumSamples; ++sample) {
        const std::size_t index = (waypoints.size() - 1) * sample / spectrumSamples;
        m_spectrumMaximum =
            std::max(m_spectrumMaximum,
                     std::ranges::max(spectrumOf(*waypoints[index].point).logMagnitude.values));
    }
}

std::int64_t WaypointTrace::bytes() const {
    std::int64_t bytes = 0;
    for (const KeptWaypoint& waypoint : m_content.waypoints)
        bytes += waypoint.point->bytes() + waypoint.accumulated->bytes();
    return bytes;
}

analysis::Spectrum WaypointTrace::spectrumOf(const Array& point) const {
    return analysis::spectrumOf(difference(*m_content.baseline, point));
}

double WaypointTrace::within(double alpha) const {
    return std::clamp(alpha, m_content.waypoints.front().alpha, m_content.waypoints.back().alpha);
}

WaypointTrace::Piece WaypointTrace::pieceAt(double alpha) const {
    const auto& waypoints = m_content.waypoints;
    const std::size_t left = before(waypoints, alpha, &KeptWaypoint::alpha);
    const std::size_t right = std::min(left + 1, waypoints.size() - 1);
    return {left, right, lerp(0, 1, waypoints[left].alpha, waypoints[right].alpha, alpha)};
}

Array WaypointTrace::mapAt(double alpha) const {
    const auto& waypoints = m_content.waypoints;
    const auto [left, right, share] = pieceAt(within(alpha));
    return between(*waypoints[left].accumulated, *waypoints[right].accumulated, share);
}

Frame WaypointTrace::frame(double alpha) const {
    const auto& waypoints = m_content.waypoints;
    const auto& nodes = m_content.nodes;
    const double place = within(alpha);
    const auto [left, right, share] = pieceAt(place);
    // At the last one the step is the one that led there.
    const std::size_t stepLeft = left == right && left > 0 ? left - 1 : left;
    const std::size_t node = before(nodes, place, &PathNode::alpha);
    const std::size_t next = std::min(node + 1, nodes.size() - 1);
    const auto atNodes = [&](double from, double to) {
        return lerp(from, to, nodes[node].alpha, nodes[next].alpha, place);
    };
    const auto sumAt = [&](const KeptWaypoint& waypoint) {
        return m_content.sums[before(nodes, waypoint.alpha, &PathNode::alpha)];
    };

    Frame frame;
    frame.alpha = alpha;
    const Array point = between(*waypoints[left].point, *waypoints[right].point, share);
    frame.point = toColours(point, m_content.space);
    analysis::Spectrum spectrum = spectrumOf(point);
    frame.spectrum = std::move(spectrum.logMagnitude);
    frame.radialEnergy = std::move(spectrum.radialEnergy);
    frame.stepFrom = waypoints[stepLeft].alpha;
    frame.stepTo = waypoints[right].alpha;
    const double width = frame.stepTo - frame.stepFrom;
    frame.step =
        perUnit(difference(*waypoints[stepLeft].accumulated, *waypoints[right].accumulated), width);
    frame.accumulated = mapAt(alpha);
    frame.f = atNodes(nodes[node].f, nodes[next].f);
    const double gained = sumAt(waypoints[right]) - sumAt(waypoints[stepLeft]);
    frame.stepSum = width > 0 ? gained / width : 0;
    frame.accumulatedSum = atNodes(m_content.sums[node], m_content.sums[next]);
    return frame;
}

}  // namespace sigscope::trace
