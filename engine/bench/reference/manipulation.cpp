#include "engine/bench/reference/manipulation.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>
#include <limits>

#include "engine/bench/reference/integration.h"

namespace sigscope::bench {

namespace {

constexpr double tie = 1e-6;
constexpr double unbounded = std::numeric_limits<double>::infinity();

/// The square kernel of the row of docs/theory/adaptive-paths.md#samp, 11×11, over zeros beyond the
/// border.
at::Tensor blurred(const at::Tensor& input) {
    constexpr std::array half{0.08795814557, 0.08889611978, 0.09047419655,
                              0.09219111782, 0.09348938844, 0.09398206327};
    std::vector<double> row(half.begin(), half.end());
    row.insert(row.end(), half.rbegin() + 1, half.rend());
    const at::Tensor weights = at::tensor(row, at::kDouble).to(input.options());
    const at::Tensor kernel =
        (weights.unsqueeze(1) * weights.unsqueeze(0)).expand({3, 1, 11, 11}).contiguous();
    return at::conv2d(input.unsqueeze(0), kernel, {}, at::IntArrayRef{1}, at::IntArrayRef{5},
                      at::IntArrayRef{1}, 3);
}

double sortedAt(const at::Tensor& values, double rank) {
    const at::Tensor sorted = std::get<0>(values.flatten().sort());
    return sorted[static_cast<std::int64_t>(rank)].item<double>();
}

/// The pixels [H, W] that the deletion (of the lowest) or the insertion (of the highest) moves.
at::Tensor chosen(const at::Tensor& projection, const at::Tensor& arrived, double share,
                  bool lowest) {
    const auto last = static_cast<double>(projection.numel() - 1);
    const at::Tensor open = at::where(arrived, lowest ? unbounded : -unbounded, projection);
    if (lowest) return open < sortedAt(open, std::floor(share * last)) + tie;
    return open > sortedAt(open, std::ceil((1 - share) * last)) - tie;
}

/// What a pass from `point` to `end` [1, 3, H, W] attributes, unsigned: [H, W].
at::Tensor pass(const Problem& problem, at::Tensor point, const at::Tensor& end,
                const methods::SampSettings& settings, bool lowest, Pace& pace) {
    const double bound = (end - point).abs().sum().item<double>() / settings.fragments;
    const double pixels = static_cast<double>(end.size(2) * end.size(3));
    const double share = std::min(settings.pixelsPerStep / pixels, 1.0);
    at::Tensor map = at::zeros_like(end.select(1, 0)).squeeze(0);
    while (true) {
        const at::Tensor arrived =
            ((point - end).abs() <= 1e-8 + 1e-5 * end.abs()).all(1).squeeze(0);
        if (arrived.all().item<bool>() || !pace.next()) return map;
        const at::Tensor gradient = gradientAt(problem, point);
        const at::Tensor projection = (gradient * (end - point)).sum(1).squeeze(0);
        at::Tensor move = (end - point) * chosen(projection, arrived, share, lowest);
        const double length = move.abs().sum().item<double>();
        if (length > bound) move = move * (bound / length);
        point = point + move;
        map += (move * gradient).sum(1).squeeze(0);
    }
}

}  // namespace

at::Tensor manipulation(const Problem& problem, const methods::SampSettings& settings, Pace& pace) {
    const at::Tensor input = problem.input.unsqueeze(0);
    const at::Tensor black =
        models::normalise(at::zeros_like(problem.input), problem.classifier->preprocessing)
            .unsqueeze(0);
    const at::Tensor map =
        pass(problem, blurred(problem.input), input, settings, /*lowest=*/false, pace) -
        pass(problem, input, black, settings, /*lowest=*/true, pace);
    return map.unsqueeze(0).repeat({3, 1, 1});
}

}  // namespace sigscope::bench
