#include "engine/trace/node_trace.h"

#include <algorithm>
#include <limits>
#include <opencv2/core.hpp>
#include <utility>

#include "engine/analysis/spectrum.h"
#include "engine/api/attribution_map.h"

namespace sigscope::trace {

namespace {

/// Adds weight · gradient of `node` to `sum`.
void addGradient(cv::Mat& sum, const TraceNode& node, double weight) {
    if (weight == 0) return;
    const cv::Mat halves(1, static_cast<int>(node.gradient.size()), CV_16F,
                         const_cast<std::uint16_t*>(node.gradient.data()));
    cv::Mat gradient;
    halves.convertTo(gradient, CV_32F);
    cv::scaleAdd(gradient, weight * node.scale, sum, sum);
}

/// Adds weights · (end − begin) to `map`.
void addProduct(Array& map, const Array& weights, const Array& begin, const Array& end) {
    for (std::size_t i = 0; i < map.values.size(); ++i)
        map.values[i] += weights.values[i] * (end.values[i] - begin.values[i]);
}

/// Of what lies between the baseline and the frame's picture.
void setSpectrum(Frame& frame, const Array& difference) {
    analysis::Spectrum spectrum = analysis::spectrumOf(difference);
    frame.spectrum = std::move(spectrum.logMagnitude);
    frame.radialEnergy = std::move(spectrum.radialEnergy);
}

}  // namespace

NodeTrace::NodeTrace(TraceContent content) : m_content(std::move(content)) {
    for (const auto& node : m_content.nodes) m_nodes.push_back(node->node);
}

std::int64_t NodeTrace::bytes() const {
    std::int64_t kept = 0;
    for (const auto& node : m_content.nodes)
        kept += static_cast<std::int64_t>(node->gradient.size() * sizeof(std::uint16_t));
    const bool hasGradients = kept > 0;
    for (const PrefixMap& prefix : m_content.prefixes) kept += prefix.map->bytes();
    // Gradients alone are multiplied with points, and added up from node to node.
    if (!hasGradients) return kept;
    const std::int64_t map = m_content.points->parametrisation().baseline().bytes();
    const std::int64_t points = static_cast<std::int64_t>(m_nodes.size()) * map;
    constexpr std::int64_t runningMaps = 2;
    return kept + std::min(points, PointCache::mostBytes) + runningMaps * map;
}

std::size_t NodeTrace::intervalAt(double position) const {
    const auto& nodes = m_content.nodes;
    const auto after =
        std::upper_bound(nodes.begin() + 1, nodes.end() - 1, position,
                         [](double value, const auto& node) { return value < node->position; });
    return static_cast<std::size_t>(after - nodes.begin()) - 1;
}

bool NodeTrace::hasGradients(std::size_t interval) const {
    const auto kept = [&](std::size_t node, double weight) {
        return weight == 0 || !m_content.nodes[node]->gradient.empty();
    };
    return kept(interval, m_content.weights.left) && kept(interval + 1, m_content.weights.right);
}

Array NodeTrace::weightsOf(std::size_t interval) const {
    const Array& shape = m_content.points->parametrisation().baseline();
    Array weights(shape.channels, shape.height, shape.width);
    cv::Mat sum(1, static_cast<int>(weights.values.size()), CV_32F, weights.values.data());
    addGradient(sum, *m_content.nodes[interval], m_content.weights.left);
    addGradient(sum, *m_content.nodes[interval + 1], m_content.weights.right);
    return weights;
}

Array NodeTrace::contributionOf(std::size_t interval) const {
    const auto begin = m_content.points->at(m_content.nodes[interval]->position);
    const auto end = m_content.points->at(m_content.nodes[interval + 1]->position);
    Array map(end->channels, end->height, end->width);
    addProduct(map, weightsOf(interval), *begin, *end);
    return map;
}

Array NodeTrace::between(const PrefixMap* before, const PrefixMap& after, double position) const {
    const double begin = before == nullptr ? m_content.nodes.front()->position
                                           : m_content.nodes[before->node]->position;
    const double end = m_content.nodes[after.node]->position;
    const auto share = static_cast<float>(lerp(0, 1, begin, end, position));
    Array map = *after.map;
    for (std::size_t i = 0; i < map.values.size(); ++i) {
        const float from = before == nullptr ? 0.0F : before->map->values[i];
        map.values[i] = from + share * (map.values[i] - from);
    }
    return map;
}

const PrefixMap* NodeTrace::prefixBefore(std::size_t node) const {
    const auto after = std::ranges::upper_bound(m_content.prefixes, node, {}, &PrefixMap::node);
    return after == m_content.prefixes.begin() ? nullptr : &*(after - 1);
}

void NodeTrace::runTo(std::size_t node) const {
    const PrefixMap* before = prefixBefore(node);
    const std::size_t from = before == nullptr ? 0 : before->node;
    const bool leadsThere =
        !m_running.map.empty() && from <= m_running.node && m_running.node <= node;
    if (!leadsThere) {
        const Array& shape = m_content.points->parametrisation().baseline();
        Array map =
            before == nullptr ? Array(shape.channels, shape.height, shape.width) : *before->map;
        m_running = {from, std::move(map), weightsOf(from)};
    }
    while (m_running.node < node) {
        const std::size_t next = m_running.node + 1;
        const auto begin = m_content.points->at(m_content.nodes[m_running.node]->position);
        const auto end = m_content.points->at(m_content.nodes[next]->position);
        Array weights = weightsOf(next);
        // From here on nothing can fail half way.
        addProduct(m_running.map, m_running.weights, *begin, *end);
        m_running.weights = std::move(weights);
        m_running.node = next;
    }
}

Array NodeTrace::accumulated(std::size_t interval, double position, const Array& point) const {
    if (position >= m_content.nodes.back()->position) return *m_content.prefixes.back().map;
    if (!hasGradients(interval)) {
        const auto after =
            std::ranges::upper_bound(m_content.prefixes, interval, {}, &PrefixMap::node);
        return between(prefixBefore(interval), *after, position);
    }
    const auto begin = m_content.points->at(m_content.nodes[interval]->position);
    const std::lock_guard lock(m_runningMutex);
    runTo(interval);
    Array map = m_running.map;
    addProduct(map, m_running.weights, *begin, point);
    return map;
}

NodeTrace::Slope NodeTrace::step(std::size_t interval) const {
    const auto slope = [this](Array earned, std::size_t first, std::size_t last) {
        const double from = m_nodes[first].alpha;
        const double to = m_nodes[last].alpha;
        return Slope{perUnit(std::move(earned), to - from), from, to};
    };
    if (hasGradients(interval)) return slope(contributionOf(interval), interval, interval + 1);
    const auto& prefixes = m_content.prefixes;
    const auto after = std::ranges::upper_bound(prefixes, interval, {}, &PrefixMap::node);
    const PrefixMap* before = prefixBefore(interval);
    if (before == nullptr) return slope(*after->map, 0, after->node);
    return slope(difference(*before->map, *after->map), before->node, after->node);
}

Array NodeTrace::mapAt(double alpha) const {
    const auto [position, interval] = placeOf(alpha);
    return accumulated(interval, position, m_content.points->parametrisation().point(position));
}

NodeTrace::Place NodeTrace::placeOf(double alpha) const {
    const double first = m_content.nodes.front()->position;
    const double last = m_content.nodes.back()->position;
    const double position =
        std::clamp(m_content.points->parametrisation().map().positionOf(alpha), first, last);
    return {position, intervalAt(position)};
}

Frame NodeTrace::frame(double alpha) const {
    const integration::ParametrisationSampler& parametrisation =
        m_content.points->parametrisation();
    const auto [position, interval] = placeOf(alpha);
    const TraceNode& left = *m_content.nodes[interval];
    const TraceNode& right = *m_content.nodes[interval + 1];
    const Array point = parametrisation.point(position);

    Frame frame;
    frame.alpha = alpha;
    frame.point = toColours(point, m_content.space);
    setSpectrum(frame, difference(parametrisation.baseline(), point));
    Slope here = step(interval);
    frame.step = std::move(here.map);
    frame.stepFrom = here.from;
    frame.stepTo = here.to;
    frame.accumulated = accumulated(interval, position, point);
    frame.f = lerp(left.node.f, right.node.f, left.position, right.position, position);
    frame.stepSum = sum(frame.step);
    frame.accumulatedSum = sum(frame.accumulated);
    return frame;
}

void NodeTrace::addBand(Array& map, ComponentBand band, std::size_t interval,
                        double position) const {
    const Array weights = weightsOf(interval);
    const Array change = m_content.points->parametrisation().bandChange(
        band, m_content.nodes[interval]->position, position);
    for (std::size_t i = 0; i < map.values.size(); ++i)
        map.values[i] += weights.values[i] * change.values[i];
}

std::optional<Array> NodeTrace::bandMap(ComponentBand band, std::size_t node,
                                        const std::stop_token& stop) const {
    const std::lock_guard lock(m_bandMutex);
    if (m_lastBand.map.empty() || m_lastBand.band != band || m_lastBand.node > node) {
        const Array& shape = m_content.points->parametrisation().baseline();
        m_lastBand = {band, 0, Array(shape.channels, shape.height, shape.width)};
    }
    for (; m_lastBand.node < node; ++m_lastBand.node) {
        const std::size_t interval = m_lastBand.node;
        if (stop.stop_requested() || !hasGradients(interval)) return {};
        addBand(m_lastBand.map, band, interval, m_content.nodes[interval + 1]->position);
    }
    return m_lastBand.map;
}

std::optional<Frame> NodeTrace::bandFrame(double alpha, ComponentBand band,
                                          std::stop_token stop) const {
    if (!components()) return {};
    const integration::ParametrisationSampler& parametrisation =
        m_content.points->parametrisation();
    const auto [position, interval] = placeOf(alpha);
    std::optional<Array> map = bandMap(band, interval, stop);
    if (!map || !hasGradients(interval)) return {};

    Frame frame;
    frame.alpha = alpha;
    const Array change = parametrisation.bandChange(band, {}, position);
    Array point = parametrisation.baseline();
    for (std::size_t i = 0; i < point.values.size(); ++i) point.values[i] += change.values[i];
    frame.point = toColours(point, m_content.space);
    setSpectrum(frame, change);
    Array step(map->channels, map->height, map->width);
    addBand(step, band, interval, m_content.nodes[interval + 1]->position);
    frame.stepFrom = m_nodes[interval].alpha;
    frame.stepTo = m_nodes[interval + 1].alpha;
    frame.step = perUnit(std::move(step), frame.stepTo - frame.stepFrom);
    addBand(*map, band, interval, position);
    frame.accumulated = std::move(*map);
    frame.f = std::numeric_limits<double>::quiet_NaN();
    frame.stepSum = sum(frame.step);
    frame.accumulatedSum = sum(frame.accumulated);
    return frame;
}

std::optional<ComponentShares> NodeTrace::componentShares(std::stop_token stop) const {
    const auto components = this->components();
    if (!components) return {};
    const integration::ParametrisationSampler& parametrisation =
        m_content.points->parametrisation();
    ComponentShares shares;
    shares.residual = m_content.sums.back();
    for (const ComponentGroup& group : components->groups)
        shares.groups.emplace_back(group.strengths.size());
    for (std::size_t interval = 0; interval + 1 < m_content.nodes.size(); ++interval) {
        if (stop.stop_requested() || !hasGradients(interval)) return {};
        const auto products = parametrisation.path().project(weightsOf(interval));
        const double begin = m_content.nodes[interval]->position;
        const double end = m_content.nodes[interval + 1]->position;
        for (std::size_t group = 0; group < products.size(); ++group)
            for (std::size_t i = 0; i < products[group].size(); ++i) {
                const double strength = components->groups[group].strengths[i];
                const double share =
                    products[group][i] * (parametrisation.switchedOn(*components, strength, end) -
                                          parametrisation.switchedOn(*components, strength, begin));
                shares.groups[group][i] += share;
                shares.residual -= share;
            }
    }
    return shares;
}

}  // namespace sigscope::trace
