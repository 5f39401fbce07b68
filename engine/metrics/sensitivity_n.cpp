#include "engine/metrics/sensitivity_n.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "engine/metrics/draws.h"
#include "engine/metrics/similarity.h"
#include "engine/metrics/values.h"
#include "engine/problem/named_stream.h"

namespace sigscope::metrics {

namespace {

MetricResult runSensitivity(const MetricContext& context) {
    const at::Tensor& input = context.problem.input;
    const std::int64_t height = input.size(1), width = input.size(2);
    MetricResult result;
    MetricCurve curve{"sensitivity-n", "pixels removed at once", "correlation", {}, {}};
    std::vector<double> defined;
    for (const std::int64_t size : subsetSizes(context.options.subsetSizes, height * width)) {
        const std::optional<double> correlation = sensitivityN(
            context.problem, context.attribution,
            drawSubsets(0, context.options.subsets, size, height, width), context.turn);
        curve.x.push_back(static_cast<double>(size));
        curve.y.push_back(correlation.value_or(std::numeric_limits<double>::quiet_NaN()));
        if (correlation) defined.push_back(*correlation);
    }
    result.value = overDraws(defined).value;
    if (!result.value) result.why = "the map or f is the same for all sets of pixels";
    result.curves = {curve};
    return result;
}

}  // namespace

std::optional<double> sensitivityN(const Problem& problem, const at::Tensor& attribution,
                                   const at::Tensor& subsets, const schedule::Turn& turn) {
    requireChannels(problem, attribution, "sensitivity-n");
    const at::Tensor perPixel = attribution.detach().to(at::kCPU, at::kDouble).sum(0);
    const at::Tensor isIn = subsets.to(at::kCPU, at::kBool);
    const at::Tensor picked = isIn.to(at::kDouble) * perPixel;
    const at::Tensor attributed = picked.sum({1, 2});
    // Equal sums of different pixels are equal but for their rounding.
    constexpr double rounding = 1e-12;
    const double scale = picked.abs().sum({1, 2}).max().item<double>();
    if ((attributed.max() - attributed.min()).item<double>() <= rounding * scale)
        return std::nullopt;
    const at::Tensor values = valuesOf(
        problem, isIn.size(0),
        [&](std::int64_t begin, std::int64_t end) {
            const at::Tensor removed =
                isIn.slice(0, begin, end).unsqueeze(1).to(problem.input.device());
            return at::where(removed, problem.baseline, problem.input);
        },
        turn);
    return pearson(attributed, valueAtInput(problem) - values);
}

std::vector<std::int64_t> subsetSizes(int count, std::int64_t pixels) {
    const double largest = std::max(1.0, 0.8 * static_cast<double>(pixels));
    std::vector<std::int64_t> sizes;
    for (int i = 0; i < count; ++i) {
        const double place = count > 1 ? i / (count - 1.0) : 0;
        sizes.push_back(static_cast<std::int64_t>(std::pow(largest, place)));
    }
    sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
    return sizes;
}

at::Tensor drawSubsets(int seed, std::int64_t count, std::int64_t size, std::int64_t height,
                       std::int64_t width) {
    std::vector<at::Tensor> subsets;
    for (std::int64_t j = 0; j < count; ++j) {
        const NamedStream stream("sensitivity-n/" + std::to_string(seed) + "/" +
                                 std::to_string(size) + "/" + std::to_string(j));
        subsets.push_back(
            at::zeros({height * width}, at::kBool)
                .index_fill_(0, stream.permutation(height * width).slice(0, 0, size), true)
                .view({height, width}));
    }
    return at::stack(subsets);
}

Metric sensitivityMetric() {
    return {{"sensitivity-n",
             "Sensitivity-n",
             "The correlation of what random sets of pixels are attributed and what f loses "
             "without them, the mean over how many there are.",
             Better::Higher,
             {},
             {},
             {"subsets", "subset-sizes"}},
            runSensitivity};
}

}  // namespace sigscope::metrics
