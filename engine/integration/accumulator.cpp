#include "engine/integration/accumulator.h"

#include <ATen/ATen.h>

#include <iterator>

namespace sigscope::integration {

Accumulator::Accumulator(std::size_t plannedNodes, RuleWeights weights, Observer& observer)
    : m_plannedCount(plannedNodes),
      m_weights(weights),
      m_observer(observer),
      m_progression(plannedNodes) {}

void Accumulator::add(const EvaluatedNode& node, const at::Tensor& point) {
    if (!m_closed.defined()) {
        m_closed = at::zeros_like(point, point.options().dtype(at::kDouble));
        m_open = at::zeros_like(m_closed);
    }
    const auto here = m_nodes.emplace(node.index, Held{node.node, point, node.gradient}).first;
    m_progression.evaluated(node.index);
    const auto next = std::next(here);
    const bool hasLeft = here != m_nodes.begin();
    const bool hasRight = next != m_nodes.end();
    // The same arithmetic as when it was added: what is left of it is its rounding in float64.
    if (hasLeft && hasRight) m_open -= contribution(std::prev(here)->second, next->second);
    if (hasLeft) join(std::prev(here), here);
    if (hasRight) join(here, next);
    if (hasLeft) releaseIfDone(std::prev(here));
    if (hasRight) releaseIfDone(next);
    releaseIfDone(here);
}

void Accumulator::join(Nodes::iterator left, Nodes::iterator right) {
    const at::Tensor part = contribution(left->second, right->second);
    left->second.sumToNext = part.sum(at::kDouble).item<double>();
    const bool closed = right->first == left->first + 1;
    (closed ? m_closed : m_open) += part;
    if (closed) m_observer.intervalClosed(left->first, part);
}

void Accumulator::releaseIfDone(Nodes::iterator node) {
    if (m_progression.isNeeded(node->first)) return;
    node->second.point.reset();
    node->second.gradient.reset();
}

at::Tensor Accumulator::contribution(const Held& left, const Held& right) const {
    at::Tensor part = right.point - left.point;
    if (m_weights.right == 0) return part.mul_(left.gradient).mul_(m_weights.left);
    if (m_weights.left == 0) return part.mul_(right.gradient).mul_(m_weights.right);
    at::Tensor gradient = m_weights.left * left.gradient;
    return part.mul_(gradient.add_(right.gradient, m_weights.right));
}

at::Tensor Accumulator::total() const {
    return m_closed + m_open;
}

std::vector<PathNode> Accumulator::nodes() const {
    std::vector<PathNode> nodes;
    for (const auto& [index, held] : m_nodes) nodes.push_back(held.node);
    return nodes;
}

std::vector<double> Accumulator::accumulatedSums() const {
    std::vector<double> sums;
    double sum = 0;
    for (const auto& [index, held] : m_nodes) {
        sums.push_back(sum);
        sum += held.sumToNext;
    }
    return sums;
}

}  // namespace sigscope::integration
