#include "engine/metrics/map_properties.h"

#include <ATen/ATen.h>

#include <cmath>

#include "engine/metrics/values.h"
#include "engine/problem/gradients.h"

namespace sigscope::metrics {

namespace {

MetricResult runSparsity(const MetricContext& context) {
    MetricResult result{.value =
                            giniIndex(summarise(context.attribution, context.options.summary))};
    if (!result.value) result.why = "the map is zero";
    return result;
}

MetricResult runCompleteness(const MetricContext& context) {
    if (context.sum == SumGoal::Nothing)
        return {.value = std::nullopt, .why = "the method promises no sum"};
    MetricResult result{.value = completenessGap(context.problem, context.attribution)};
    if (!result.value) result.why = "f is the same at the picture and at the baseline";
    return result;
}

}  // namespace

std::optional<double> giniIndex(const at::Tensor& map) {
    const at::Tensor ascending = std::get<0>(map.to(at::kDouble).abs().flatten().sort());
    const double mass = ascending.sum().item<double>();
    if (mass == 0) return std::nullopt;
    const auto count = static_cast<double>(ascending.numel());
    // The mean height of the Lorenz curve's step is weighted by how many are above it.
    const at::Tensor above = (count - at::arange(1, count + 1, at::kDouble) + 0.5) / count;
    return 1 - 2 * ascending.dot(above).item<double>() / mass;
}

std::optional<double> completenessGap(const Problem& problem, const at::Tensor& attribution) {
    requireChannels(problem, attribution, "completeness gap");
    const std::vector<double> f =
        evaluateValues(problem, at::stack({problem.input, problem.baseline}));
    const double change = f[0] - f[1];
    if (change == 0) return std::nullopt;
    const double sum = sharedOut(attribution).sum().item<double>();
    return std::abs(sum - change) / std::abs(change);
}

Metric sparsityMetric() {
    return {
        {"gini",
         "Sparsity",
         "The Gini index of the pixels' magnitudes: 0 where all are equal, 1 where one has all.",
         Better::Neither,
         {},
         {},
         {"pixel-rank"}},
        runSparsity};
}

Metric completenessMetric() {
    return {{"completeness-gap", "Completeness gap",
             "How far the map's sum is from f's change between baseline and picture, as a share of "
             "that change.",
             Better::Lower},
            runCompleteness};
}

}  // namespace sigscope::metrics
