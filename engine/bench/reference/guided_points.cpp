#include "engine/bench/reference/guided_points.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

#include "engine/bench/reference/integration.h"

namespace sigscope::bench {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double norm1(const at::Tensor& values) {
    return values.abs().sum().item<double>();
}

/// Moves the elements with the smallest gradients until ‖input − point‖₁ is `target`.
at::Tensor moved(at::Tensor point, const at::Tensor& input, const at::Tensor& gradient,
                 double target, double fraction) {
    while (true) {
        const double current = norm1(input - point);
        if (std::abs(target - current) <= 1e-9 * (1 + std::abs(current))) return point;
        const at::Tensor magnitude =
            at::where((input - point).abs() <= 1e-9, infinity, gradient.abs());
        const at::Tensor sorted = std::get<0>(magnitude.flatten().sort());
        const auto rank =
            static_cast<std::int64_t>(fraction * static_cast<double>(sorted.numel() - 1));
        const at::Tensor chosen = (magnitude <= sorted[rank]) & magnitude.isfinite();
        const double length = norm1((input - point) * chosen);
        const double share = length > 0 ? (current - target) / length : infinity;
        if (share <= 1) {
            if (share > 0) point = at::where(chosen, point + share * (input - point), point);
            return point;
        }
        point = at::where(chosen, input, point);
    }
}

}  // namespace

std::vector<at::Tensor> guidedPoints(const Problem& problem, int steps, double fraction,
                                     const Pace& pace) {
    const at::Tensor input = problem.input.unsqueeze(0);
    at::Tensor point = problem.baseline.unsqueeze(0);
    const double total = norm1(input - point);
    std::vector<at::Tensor> points;
    for (int k = 0; k + 1 < steps && pace.goesOn(); ++k) {
        points.push_back(point);
        const at::Tensor gradient = gradientAt(problem, point);
        const double target = total * (1 - (k + 1.0) / steps);
        point = moved(point, input, gradient, target, fraction);
    }
    points.push_back(input);
    return points;
}

}  // namespace sigscope::bench
