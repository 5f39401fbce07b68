#include "engine/integration/error_estimate.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace sigscope::integration {

namespace {

double square(double value) {
    return value * value;
}

double normOf(const at::Tensor& map) {
    return map.norm().item<double>();
}

double cube(double value) {
    return value * value * value;
}

}  // namespace

IntervalError ErrorEstimate::begin(const at::Tensor& difference, double bias) {
    IntervalError error{0.5 * normOf(difference), 0, {}};
    error.variance = square(error.local) / 3;
    m_variance += error.variance;
    if (bias == 0) return error;
    if (!m_drift.defined()) m_drift = at::zeros_like(difference, at::kDouble);
    m_drift.add_(difference, bias);
    return error;
}

ErrorEstimate::Halves ErrorEstimate::refine(const IntervalError& parent, double share,
                                            const at::Tensor& change,
                                            const at::Tensor& leftDifference,
                                            const at::Tensor& rightDifference) {
    const double rest = cube(share) + cube(1 - share);
    const double left = rest / (1 - rest);
    const double squaredChange = square(normOf(change));
    Halves halves;
    halves.left.local = 0.5 * normOf(leftDifference);
    halves.right.local = 0.5 * normOf(rightDifference);
    const double squares = square(halves.left.local) + square(halves.right.local);
    const double ofLeft = squares > 0 ? square(halves.left.local) / squares : 0.5;
    halves.left.variance = left * squaredChange * ofLeft;
    halves.right.variance = left * squaredChange * (1 - ofLeft);
    halves.left.drift = halves.right.drift = left * change;
    m_variance += left * squaredChange - parent.variance;
    // Each half has half of the drift that both were given.
    if (parent.drift.defined()) addDrift(parent.drift, -0.5);
    addDrift(halves.left.drift, 1);
    return halves;
}

void ErrorEstimate::addDrift(const at::Tensor& drift, double times) {
    if (!m_drift.defined()) m_drift = at::zeros_like(drift, at::kDouble);
    m_drift.add_(drift, times);
    m_independent += times * square(normOf(drift));
}

double ErrorEstimate::norm() const {
    if (!m_drift.defined()) return std::sqrt(std::max(m_variance, 0.0));
    const double together = std::max(square(normOf(m_drift)) - m_independent, 0.0);
    return std::sqrt(std::max(m_variance, 0.0) + together);
}

}  // namespace sigscope::integration
