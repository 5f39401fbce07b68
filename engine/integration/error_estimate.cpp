#include "engine/integration/error_estimate.h"

#include <ATen/ATen.h>

namespace sigscope::integration {

namespace {

at::Tensor normOf(const at::Tensor& map) {
    return map.norm().to(at::kDouble);
}

double cube(double value) {
    return value * value * value;
}

void addTo(at::Tensor& sum, const at::Tensor& term, double times = 1) {
    if (!sum.defined()) sum = at::zeros_like(term, at::kDouble);
    sum.add_(term, times);
}

}  // namespace

IntervalError ErrorEstimate::begin(const at::Tensor& difference, double bias) {
    IntervalError error;
    error.local = 0.5 * normOf(difference);
    error.variance = error.local.square() / 3;
    addTo(m_variance, error.variance);
    if (bias != 0) addTo(m_drift, difference, bias);
    return error;
}

ErrorEstimate::Halves ErrorEstimate::refine(const IntervalError& parent, double share,
                                            const at::Tensor& change,
                                            const at::Tensor& leftDifference,
                                            const at::Tensor& rightDifference) {
    const double rest = cube(share) + cube(1 - share);
    const double left = rest / (1 - rest);
    const at::Tensor variance = left * normOf(change).square();
    Halves halves;
    halves.left.local = 0.5 * normOf(leftDifference);
    halves.right.local = 0.5 * normOf(rightDifference);
    const at::Tensor squares = halves.left.local.square() + halves.right.local.square();
    const at::Tensor ofLeft = at::where(squares > 0, halves.left.local.square() / squares, 0.5);
    halves.left.variance = variance * ofLeft;
    halves.right.variance = variance * (1 - ofLeft);
    halves.left.drift = halves.right.drift = left * change;
    addTo(m_variance, variance);
    addTo(m_variance, parent.variance, -1);
    // Each half has half of the drift that both were given.
    if (parent.drift.defined()) addDrift(parent.drift, -0.5);
    addDrift(halves.left.drift, 1);
    return halves;
}

void ErrorEstimate::addDrift(const at::Tensor& drift, double times) {
    addTo(m_drift, drift, times);
    addTo(m_independent, normOf(drift).square(), times);
}

at::Tensor ErrorEstimate::norm() const {
    if (!m_drift.defined())
        return m_variance.defined() ? m_variance.clamp_min(0).sqrt() : at::Tensor();
    at::Tensor together = normOf(m_drift).square();
    if (m_independent.defined()) together -= m_independent;
    return (m_variance.clamp_min(0) + together.clamp_min(0)).sqrt();
}

}  // namespace sigscope::integration
