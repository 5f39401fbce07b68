#include "engine/bench/reference/blurred_points.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace sigscope::bench {

namespace {

/// [3, 1, n, n]
at::Tensor squareKernel(double sigma, const at::TensorOptions& options) {
    auto size = std::max<std::int64_t>(static_cast<std::int64_t>(6 * sigma + 1), 3);
    if (size % 2 == 0) ++size;
    const auto half = static_cast<double>(size / 2);
    const at::Tensor offsets = at::linspace(-half, half, size, options);
    const at::Tensor row = (-0.5 * (offsets / sigma).square()).exp();
    const at::Tensor square = row.unsqueeze(1) * row.unsqueeze(0);
    return (square / square.sum()).expand({3, 1, size, size}).contiguous();
}

}  // namespace

std::vector<at::Tensor> blurredPoints(const Problem& problem, const paths::BlurSettings& settings,
                                      const Pace& pace) {
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    const at::Tensor raw = models::denormalise(problem.input, preprocessing).unsqueeze(0);
    std::vector<at::Tensor> points;
    for (int i = settings.steps; i > 0 && pace.goesOn(); --i) {
        const double linear = i * settings.sigmaMax / settings.steps;
        const double sigma =
            settings.schedule == paths::BlurSchedule::Linear ? linear : std::sqrt(linear);
        const at::Tensor kernel = squareKernel(sigma, raw.options());
        const std::int64_t border = kernel.size(2) / 2;
        const at::Tensor padded = at::reflection_pad2d(raw, {border, border, border, border});
        const at::Tensor blurred = at::conv2d(padded, kernel, {}, at::IntArrayRef{1},
                                              at::IntArrayRef{0}, at::IntArrayRef{1}, 3);
        points.push_back(models::normalise(blurred.squeeze(0), preprocessing).unsqueeze(0));
    }
    points.push_back(problem.input.unsqueeze(0));
    return points;
}

}  // namespace sigscope::bench
