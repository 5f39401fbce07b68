#include "engine/methods/latent_walk.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sigscope::methods {

namespace {

constexpr double notToMove = std::numeric_limits<double>::infinity();

/// The elements of the smallest magnitudes; none that is infinite.
at::Tensor smallestOf(const at::Tensor& magnitudes, double fraction) {
    const auto rank =
        static_cast<std::int64_t>(fraction * static_cast<double>(magnitudes.numel() - 1));
    const at::Tensor threshold = std::get<0>(magnitudes.flatten().kthvalue(rank + 1));
    return magnitudes.le(threshold).logical_and_(magnitudes.isfinite());
}

}  // namespace

LatentWalk::LatentWalk(const at::Tensor& begin, const at::Tensor& end,
                       const LatentWalkSettings& settings)
    : m_end(end), m_settings(settings), m_total(distance(begin)) {}

double LatentWalk::distance(const at::Tensor& point) const {
    return (m_end - point).abs().sum(at::kDouble).item<double>();
}

at::Tensor LatentWalk::hasArrived(const at::Tensor& point) const {
    constexpr double arrival = 1e-9;
    return (m_end - point).abs().lt(arrival);
}

double LatentWalk::arrived(const at::Tensor& point) const {
    return hasArrived(point).to(at::kDouble).mean().item<double>();
}

at::Tensor LatentWalk::moved(const at::Tensor& chosen, const at::Tensor& ends, double share) const {
    constexpr double shortest = 1e-9;
    constexpr double straight = 0.9995;  // Cosines beyond it: the arc is a line.
    const at::Tensor line = chosen + share * (ends - chosen);
    if (m_settings.move == LatentMove::Linear) return line;
    const double lengths = chosen.norm().item<double>() * ends.norm().item<double>();
    if (chosen.norm().item<double>() < shortest || ends.norm().item<double>() < shortest)
        return line;
    const double cosine = std::clamp(chosen.dot(ends).item<double>() / lengths, -1.0, 1.0);
    if (std::abs(cosine) > straight) return line;
    const double angle = std::acos(cosine);
    return (std::sin((1 - share) * angle) * chosen + std::sin(share * angle) * ends) /
           std::sin(angle);
}

at::Tensor LatentWalk::next(const at::Tensor& point, const at::Tensor& gradient, int k) const {
    const double target = m_total * (1 - (k + 1.0) / m_settings.steps);
    at::Tensor here = point;
    at::Tensor magnitudes = gradient.abs();
    while (!m_settings.turn.isOver()) {
        const double current = distance(here);
        if (std::abs(target - current) <= 1e-9 * (1 + current)) return here;
        // What has arrived stays so during this step.
        magnitudes = magnitudes.masked_fill(hasArrived(here), notToMove);
        const at::Tensor chosen = smallestOf(magnitudes, m_settings.fraction);
        const double length = (m_end - here).abs().mul_(chosen).sum(at::kDouble).item<double>();
        if (length == 0) return here;  // Nothing is left that could move.
        const double share = (current - target) / length;
        if (share > 1) {
            here = at::where(chosen, m_end, here);
            continue;
        }
        // A spherical move may have gone past the target; then the share is negative.
        return here.masked_scatter(
            chosen, moved(here.masked_select(chosen), m_end.masked_select(chosen), share));
    }
    return here;
}

}  // namespace sigscope::methods
