#include "engine/integration/accumulator.h"

#include <ATen/ATen.h>

#include <iterator>
#include <limits>
#include <utility>

#include "engine/paths/path.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::integration {

namespace {

/// Σ_c (g_{k+1} − g_k) ⊙ Δx_k, [H, W].
at::Tensor differenceOf(const at::Tensor& leftGradient, const at::Tensor& rightGradient,
                        const at::Tensor& step) {
    return (rightGradient - leftGradient).mul_(step).sum(0);
}

/// Of points next to each other that should be one: an element is off by a few units in the last
/// place, more where it comes from a transform.
double roundingOf(c10::ScalarType type) {
    constexpr double units = 16;
    return units * (type == c10::kDouble ? std::numeric_limits<double>::epsilon()
                                         : std::numeric_limits<float>::epsilon());
}

}  // namespace

bool OpenInterval::isShort() const {
    return right - left <= paths::shortestStep;
}

Accumulator::Accumulator(RuleWeights weights, IsFinal isFinal, Observer& observer)
    : m_weights(weights), m_isFinal(std::move(isFinal)), m_observer(observer) {}

void Accumulator::add(double position, const at::Tensor& point, const at::Tensor& gradient) {
    if (!m_closed.defined()) {
        m_closed = at::zeros_like(point, point.options().dtype(at::kDouble));
        m_open = at::zeros_like(m_closed);
    }
    m_estimated = m_estimated && gradient.defined();
    m_relativeError.reset();
    ++m_held;
    const auto here = m_nodes.emplace(position, Held{point, gradient}).first;
    const auto next = std::next(here);
    const bool hasLeft = here != m_nodes.begin();
    const bool hasRight = next != m_nodes.end();
    if (hasLeft && hasRight)
        split(std::prev(here), here, next);
    else if (hasLeft)
        begin(std::prev(here), here);
    else if (hasRight)
        begin(here, next);
    if (hasLeft) releaseIfDone(std::prev(here));
    if (hasRight) releaseIfDone(next);
    releaseIfDone(here);
}

void Accumulator::noteSizes(const at::Tensor& points, const at::Tensor& gradients) {
    // As if all of a pixel's channels were off in the worst direction.
    const at::Tensor slopes = gradients.abs().sum(1).flatten(1).norm(2, 1).max().to(at::kDouble);
    const at::Tensor largest = points.abs().max().clamp_min(1).to(at::kDouble);
    const at::Tensor rounding = slopes * largest * roundingOf(points.scalar_type());
    m_rounding = m_rounding.defined() ? at::maximum(m_rounding, rounding) : rounding;
}

void Accumulator::begin(Nodes::iterator left, Nodes::iterator right) {
    static_cast<void>(join(left, right));
    if (!m_estimated) return;
    left->second.error =
        m_estimate.begin(differenceOf(left->second.gradient, right->second.gradient,
                                      right->second.point - left->second.point),
                         0.5 - m_weights.right);
}

void Accumulator::split(Nodes::iterator before, Nodes::iterator here, Nodes::iterator after) {
    Held& left = before->second;
    Held& middle = here->second;
    const Held& right = after->second;
    const IntervalError parent = std::exchange(left.error, {});
    // The same arithmetic as when it was added: what is left of it is its rounding in float64.
    const at::Tensor whole = contribution(left, right);
    m_open -= whole;
    const at::Tensor leftPart = join(before, here);
    const at::Tensor rightPart = join(here, after);
    if (!m_estimated) return;
    const double share = (here->first - before->first) / (after->first - before->first);
    auto halves = m_estimate.refine(
        parent, share, (leftPart + rightPart).sub_(whole).sum(0),
        differenceOf(left.gradient, middle.gradient, middle.point - left.point),
        differenceOf(middle.gradient, right.gradient, right.point - middle.point));
    left.error = std::move(halves.left);
    middle.error = std::move(halves.right);
}

at::Tensor Accumulator::join(Nodes::iterator left, Nodes::iterator right) {
    at::Tensor part = contribution(left->second, right->second);
    left->second.unreadSum = part.sum(at::kDouble);
    left->second.open = !m_isFinal(left->first, right->first);
    (left->second.open ? m_open : m_closed) += part;
    if (!left->second.open) m_observer.intervalClosed(left->first, part);
    return part;
}

void Accumulator::readSums() {
    std::vector<Held*> unread;
    std::vector<at::Tensor> sums;
    for (auto& [position, held] : m_nodes) {
        if (!held.unreadSum.defined()) continue;
        unread.push_back(&held);
        sums.push_back(std::exchange(held.unreadSum, {}));
    }
    if (unread.empty()) return;
    const std::vector<double> read = toNumbers(at::stack(sums));
    for (std::size_t i = 0; i < unread.size(); ++i) unread[i]->sumToNext = read[i];
}

void Accumulator::close(double left) {
    const auto node = m_nodes.find(left);
    const auto next = std::next(node);
    const at::Tensor part = contribution(node->second, next->second);
    m_open -= part;
    m_closed += part;
    node->second.open = false;
    m_observer.intervalClosed(left, part);
    releaseIfDone(node);
    releaseIfDone(next);
}

void Accumulator::closeAll() {
    for (const auto& [position, held] : m_nodes)
        if (held.open) close(position);
}

void Accumulator::releaseIfDone(Nodes::iterator node) {
    const bool isLast = node->first == 1;
    const bool isFirst = node->first == 0;
    // Of an interval that is never split: its share stays in the estimate's sums.
    if (!node->second.open) node->second.error = {};
    if (node->second.open || (!isFirst && std::prev(node)->second.open)) return;
    // An end of the nodes there are, not of the course: an interval is yet to come.
    if (!isLast && std::next(node) == m_nodes.end()) return;
    if (!node->second.point.defined()) return;
    node->second.point.reset();
    node->second.gradient.reset();
    --m_held;
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

std::optional<double> Accumulator::error() const {
    if (!m_estimated) return std::nullopt;
    const at::Tensor error = m_estimate.norm();
    return error.defined() ? error.item<double>() : 0;
}

std::optional<double> Accumulator::relativeError() const {
    if (!m_estimated) return std::nullopt;
    if (m_relativeError) return m_relativeError;
    const at::Tensor error = m_estimate.norm();
    if (!error.defined()) return 0;
    const at::Tensor rounding = m_rounding.defined() ? m_rounding : at::zeros_like(error);
    const std::vector<double> norms =
        toNumbers(at::stack({error, total().sum(0).norm(), rounding}));
    m_relativeError = norms[0] == 0 || norms[1] <= norms[2] ? 0 : norms[0] / norms[1];
    return m_relativeError;
}

double Accumulator::rounding() const {
    return m_rounding.defined() ? m_rounding.item<double>() : 0;
}

double Accumulator::variance() const {
    const at::Tensor variance = m_estimated ? m_estimate.variance() : at::Tensor();
    return variance.defined() ? variance.item<double>() : 0;
}

std::vector<double> Accumulator::accumulatedSums() const {
    std::vector<double> sums;
    double sum = 0;
    for (const auto& [position, held] : m_nodes) {
        sums.push_back(sum);
        sum += held.sumToNext;
    }
    return sums;
}

std::vector<OpenInterval> Accumulator::openIntervals() const {
    std::vector<OpenInterval> open;
    std::vector<at::Tensor> errors;
    for (auto node = m_nodes.begin(); node != m_nodes.end(); ++node) {
        if (!node->second.open) continue;
        open.push_back({node->first, std::next(node)->first});
        errors.push_back(node->second.error.local);
        errors.push_back(node->second.error.variance);
    }
    if (open.empty() || !m_estimated) return open;
    const std::vector<double> read = toNumbers(at::stack(errors));
    for (std::size_t i = 0; i < open.size(); ++i) {
        open[i].localError = read[2 * i];
        open[i].variance = read[2 * i + 1];
    }
    return open;
}

}  // namespace sigscope::integration
