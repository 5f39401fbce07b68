#include "engine/run/trace_recorder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "engine/analysis/spectrum.h"
#include "engine/integration/course.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::run {

namespace {

std::shared_ptr<const TraceNode> toTraceNode(const integration::EvaluatedNode& node,
                                             double position, bool keepsGradient) {
    auto kept = std::make_shared<TraceNode>();
    kept->position = position;
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

DisplaySpace displaySpaceOf(const models::Preprocessing& preprocessing) {
    DisplaySpace space{preprocessing.mean, preprocessing.std};
    for (std::size_t channel = 0; channel < 3; ++channel) {
        space.mean[channel] /= preprocessing.white();
        space.std[channel] /= preprocessing.white();
    }
    if (preprocessing.channelOrder == models::ChannelOrder::Bgr) space.channel = {2, 1, 0};
    return space;
}

}  // namespace

TraceLayout layOut(std::size_t nodes, std::int64_t mapBytes, std::int64_t budget) {
    const auto count = static_cast<std::int64_t>(nodes);
    TraceLayout layout;
    layout.bytes = count * mapBytes / 2 + (count / layout.stride + 1) * mapBytes;
    if (layout.bytes <= budget) return layout;
    layout.keepsGradients = false;
    const std::int64_t fitting = std::max<std::int64_t>(budget / mapBytes - 1, 1);
    layout.stride = static_cast<int>(std::max<std::int64_t>(layout.stride, count / fitting + 1));
    layout.bytes = (count / layout.stride + 1) * mapBytes;
    return layout;
}

TraceRecorder::TraceRecorder(const models::Preprocessing& preprocessing, std::int64_t budget)
    : m_space(displaySpaceOf(preprocessing)), m_budget(budget) {}

void TraceRecorder::planned(const integration::Schedule& schedule, integration::RuleWeights weights,
                            const integration::Course& course) {
    m_weights = weights;
    m_positions = schedule.positions;
    m_points = std::make_shared<PointCache>(course.sampler());
    const auto mapBytes =
        static_cast<std::int64_t>(m_points->course().baseline().values.size() * sizeof(float));
    m_layout = layOut(m_positions.size(), mapBytes, m_budget);
    m_nodes.assign(m_positions.size(), nullptr);
    m_blocks.assign((m_positions.size() - 2) / m_layout.stride + 1, {});
    m_spectrumMaximum = largestSpectrum();
}

float TraceRecorder::largestSpectrum() const {
    const integration::CourseSampler& course = m_points->course();
    float largest = 0;
    for (const double position : {0.25, 0.5, 1.0}) {
        Array difference = course.point(position);
        for (std::size_t i = 0; i < difference.values.size(); ++i)
            difference.values[i] -= course.baseline().values[i];
        largest = std::max(largest,
                           std::ranges::max(analysis::spectrumOf(difference).logMagnitude.values));
    }
    return largest;
}

void TraceRecorder::evaluated(const integration::EvaluatedNode& node) {
    m_nodes[node.index] = toTraceNode(node, m_positions[node.index], m_layout.keepsGradients);
}

void TraceRecorder::intervalClosed(int index, const at::Tensor& contribution) {
    at::Tensor& block = m_blocks[index / m_layout.stride];
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
    for (const auto& node : m_nodes)
        if (node) content.nodes.push_back(node);
    return content;
}

std::shared_ptr<const PathTrace> TraceRecorder::snapshot(std::vector<double> sums,
                                                         Array total) const {
    if (m_search) return m_search->trace(std::move(sums), std::move(total));
    TraceContent content = this->content(std::move(sums));
    content.prefixes.push_back(
        {content.nodes.size() - 1, std::make_shared<const Array>(std::move(total))});
    return std::make_shared<NodeTrace>(std::move(content));
}

std::shared_ptr<const PathTrace> TraceRecorder::finished(std::vector<double> sums, Array total) {
    if (m_search) return m_search->trace(std::move(sums), std::move(total));
    TraceContent content = this->content(std::move(sums));
    at::Tensor running =
        at::zeros_like(m_blocks.front(), m_blocks.front().options().dtype(at::kDouble));
    for (std::size_t i = 0; i + 1 < m_blocks.size(); ++i) {
        running += m_blocks[i];
        m_blocks[i].reset();
        content.prefixes.push_back(
            {(i + 1) * m_layout.stride, std::make_shared<const Array>(toArray(running))});
    }
    content.prefixes.push_back(
        {content.nodes.size() - 1, std::make_shared<const Array>(std::move(total))});
    return std::make_shared<NodeTrace>(std::move(content));
}

}  // namespace sigscope::run
