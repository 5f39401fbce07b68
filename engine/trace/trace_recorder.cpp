#include "engine/trace/trace_recorder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "engine/analysis/spectrum.h"
#include "engine/integration/parametrisation.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::trace {

namespace {

std::shared_ptr<const TraceNode> toTraceNode(const integration::EvaluatedNode& node,
                                             bool keepsGradient) {
    auto kept = std::make_shared<TraceNode>();
    kept->position = node.position;
    kept->node = node.node;
    if (!keepsGradient || !node.gradient.defined()) return kept;
    const at::Tensor gradient = node.gradient.to(at::kFloat);
    kept->scale = std::max(gradient.abs().max().item<float>(), 1e-30F);
    const at::Tensor halves =
        (gradient / kept->scale).to(at::kHalf).to(at::kCPU).contiguous().view(at::kShort);
    const auto* first = halves.const_data_ptr<std::int16_t>();
    kept->gradient.assign(first, first + halves.numel());
    return kept;
}

}  // namespace

DisplaySpace displaySpaceOf(const models::Preprocessing& preprocessing) {
    DisplaySpace space{preprocessing.mean, preprocessing.std};
    for (std::size_t channel = 0; channel < 3; ++channel) {
        space.mean[channel] /= preprocessing.white();
        space.std[channel] /= preprocessing.white();
    }
    if (preprocessing.channelOrder == models::ChannelOrder::Bgr) space.channel = {2, 1, 0};
    return space;
}

TraceLayout layOut(integration::NodesAhead nodes, std::int64_t mapBytes, std::int64_t budget) {
    constexpr std::int64_t nodesPerCell = 16;
    const std::int64_t intervals = std::max<std::int64_t>(nodes.most - 1, 1);
    const std::int64_t fitting = std::max<std::int64_t>(budget / mapBytes - 1, 1);
    const std::int64_t wanted = (intervals + nodesPerCell - 1) / nodesPerCell;
    const std::int64_t cells = std::min(wanted, fitting);
    TraceLayout layout;
    layout.cells = static_cast<int>(cells);
    layout.bytes = (cells + 1) * mapBytes;
    const std::int64_t gradients =
        std::clamp<std::int64_t>((budget - layout.bytes) * 2 / mapBytes, 0, nodes.most);
    if (nodes.exact && gradients < nodes.most) return layout;
    layout.gradientNodes = static_cast<int>(gradients);
    layout.bytes += gradients * mapBytes / 2;
    return layout;
}

TraceRecorder::TraceRecorder(const models::Preprocessing& preprocessing, std::int64_t budget)
    : m_space(displaySpaceOf(preprocessing)), m_budget(budget) {}

void TraceRecorder::planned(const integration::NodesAhead& nodes, integration::RuleWeights weights,
                            const integration::Parametrisation& parametrisation) {
    m_weights = weights;
    m_points = std::make_shared<PointCache>(parametrisation.sampler());
    const auto mapBytes = static_cast<std::int64_t>(
        m_points->parametrisation().baseline().values.size() * sizeof(float));
    m_layout = layOut(nodes, mapBytes, m_budget);
    m_keepsGradients = m_layout.gradientNodes > 0;
    m_nodes.clear();
    m_blocks.assign(m_layout.cells, {});
    m_spectrumMaximum = largestSpectrum(m_points->parametrisation());
}

float largestSpectrum(const integration::ParametrisationSampler& parametrisation) {
    float largest = 0;
    for (int sample = 1; sample <= spectrumSamples; ++sample) {
        Array difference = parametrisation.point(static_cast<double>(sample) / spectrumSamples);
        for (std::size_t i = 0; i < difference.values.size(); ++i)
            difference.values[i] -= parametrisation.baseline().values[i];
        largest = std::max(largest,
                           std::ranges::max(analysis::spectrumOf(difference).logMagnitude.values));
    }
    return largest;
}

void TraceRecorder::evaluated(const integration::EvaluatedNode& node) {
    if (static_cast<int>(m_nodes.size()) >= m_layout.gradientNodes) dropGradients();
    m_nodes[node.position] = toTraceNode(node, m_keepsGradients);
}

void TraceRecorder::dropGradients() {
    if (!std::exchange(m_keepsGradients, false)) return;
    // Snapshots may hold the nodes: these are others.
    for (auto& [position, node] : m_nodes)
        node = std::make_shared<const TraceNode>(TraceNode{position, node->node, {}, 0});
}

std::size_t TraceRecorder::cellOf(double position) const {
    return static_cast<std::size_t>(position * m_layout.cells);
}

void TraceRecorder::intervalClosed(double left, const at::Tensor& contribution) {
    at::Tensor& block = m_blocks[cellOf(left)];
    const at::Tensor part = contribution.to(at::kFloat);
    if (block.defined())
        block += part;
    else
        block = part.clone();
}

void TraceRecorder::searching(integration::Direction direction, const at::Tensor& baseline) {
    m_search.emplace(m_space, m_budget, direction, baseline);
}

void TraceRecorder::reached(const integration::Waypoint& waypoint) {
    m_search->reached(waypoint);
}

TraceContent TraceRecorder::content(std::vector<double> sums) const {
    TraceContent content{m_space, m_weights, m_spectrumMaximum, m_points, {}, std::move(sums), {}};
    for (const auto& [position, node] : m_nodes) content.nodes.push_back(node);
    return content;
}

std::shared_ptr<const PathTrace> TraceRecorder::snapshot(std::vector<double> sums,
                                                         Array total) const {
    if (m_search) return m_search->trace(std::move(sums), std::move(total));
    if (!hasPath()) return nullptr;
    TraceContent content = this->content(std::move(sums));
    content.prefixes.push_back(
        {content.nodes.size() - 1, std::make_shared<const Array>(std::move(total))});
    return std::make_shared<NodeTrace>(std::move(content));
}

std::shared_ptr<const PathTrace> TraceRecorder::finished(std::vector<double> sums, Array total) {
    if (m_search) return m_search->trace(std::move(sums), std::move(total));
    if (!hasPath()) return nullptr;
    TraceContent content = this->content(std::move(sums));
    at::Tensor running;
    for (std::size_t cell = 0; cell + 1 < m_blocks.size(); ++cell) {
        const at::Tensor block = std::exchange(m_blocks[cell], {});
        if (!block.defined()) continue;
        running = running.defined() ? running + block : block.to(at::kDouble);
        // What began in this cell ends at the first node that is not in it.
        const auto node = std::ranges::upper_bound(
            content.nodes, cell, {}, [this](const auto& one) { return cellOf(one->position); });
        content.prefixes.push_back({static_cast<std::size_t>(node - content.nodes.begin()),
                                    std::make_shared<const Array>(toArray(running))});
    }
    if (!content.prefixes.empty() && content.prefixes.back().node + 1 == content.nodes.size())
        content.prefixes.pop_back();
    content.prefixes.push_back(
        {content.nodes.size() - 1, std::make_shared<const Array>(std::move(total))});
    return std::make_shared<NodeTrace>(std::move(content));
}

}  // namespace sigscope::trace
