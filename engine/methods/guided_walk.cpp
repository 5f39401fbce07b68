#include "engine/methods/guided_walk.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/error.h"

namespace sigscope::methods {

namespace {

constexpr double unreachable = std::numeric_limits<double>::infinity();

}  // namespace

GuidedWalk::GuidedWalk(const at::Tensor& baseline, const at::Tensor& input,
                       const GuidedSettings& settings)
    : m_baseline(baseline), m_input(input), m_settings(settings), m_total(distance(baseline)) {}

double GuidedWalk::distance(const at::Tensor& point) const {
    return (m_input - point).abs().sum(at::kDouble).item<double>();
}

GuidedWalk::Bounds GuidedWalk::boundsAt(double alpha) const {
    if (!bounded()) return {m_baseline, m_input};
    const at::Tensor delta = m_input - m_baseline;
    const double low = std::max(alpha - m_settings.maxDistance, 0.0);
    const double high = alpha + m_settings.maxDistance;
    return {m_baseline + low * delta, high >= 1 ? m_input : m_baseline + high * delta};
}

at::Tensor GuidedWalk::smallest(const at::Tensor& point, const at::Tensor& upper,
                                const at::Tensor& magnitude) const {
    constexpr double arrival = 1e-9;
    const at::Tensor open =
        magnitude.masked_fill((upper - point).abs().le(arrival), unreachable).flatten();
    const auto rank =
        static_cast<std::int64_t>(m_settings.fraction * static_cast<double>(open.numel() - 1));
    const at::Tensor threshold = std::get<0>(open.kthvalue(rank + 1));
    return open.le(threshold).logical_and_(open.isfinite()).view(point.sizes());
}

at::Tensor GuidedWalk::next(const at::Tensor& point, const at::Tensor& gradient, int k) const {
    if (k + 2 >= m_settings.steps) return m_input;
    const double alpha = static_cast<double>(k + 1) / m_settings.steps;
    const double target = m_total * (1 - alpha);
    const Bounds bounds = boundsAt(alpha);
    const at::Tensor magnitude = gradient.abs();
    at::Tensor moved = point;
    if (bounded()) {
        // The element lags behind the bound: `lower` lies between it and the input.
        const at::Tensor lags = (m_input - moved).abs() > (m_input - bounds.lower).abs();
        moved = at::where(lags, bounds.lower, moved);
    }
    // Of few elements at a time it takes many goes.
    while (!m_settings.turn.isOver()) {
        const double current = distance(moved);
        if (std::abs(target - current) <= 1e-9 * (1 + std::abs(current))) return moved;
        if (bounded() && current < target) return moved;
        const at::Tensor chosen = smallest(moved, bounds.upper, magnitude);
        const at::Tensor way = (bounds.upper - moved).mul_(chosen);
        const double length = way.abs().sum(at::kDouble).item<double>();
        if (length == 0) return moved;  // Nothing is left that could move.
        const double share = (current - target) / length;
        if (share > 1) {
            moved = at::where(chosen, bounds.upper, moved);
            continue;
        }
        if (share < -1e-6) throw Error("gig: went past its target distance; this is a fault");
        return share > 0 ? moved + share * way : moved;
    }
    return moved;
}

}  // namespace sigscope::methods
