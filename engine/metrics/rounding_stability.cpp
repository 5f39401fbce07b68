#include "engine/metrics/rounding_stability.h"

#include <ATen/ATen.h>

#include "engine/metrics/similarity.h"
#include "engine/problem/named_stream.h"

namespace sigscope::metrics {

namespace {

MetricResult runRounding(const MetricContext& context) {
    const at::Tensor& input = context.problem.input;
    const at::Tensor noise =
        context.options.roundingNoise *
        NamedStream("rounding/0/noise/0").normals(input.numel()).view(input.sizes());
    MetricResult result{
        .value = roundingStability(context.problem, context.attribution, context.attribute, noise)};
    if (!result.value) result.why = "a map is the same everywhere";
    return result;
}

}  // namespace

std::optional<double> roundingStability(const Problem& problem, const at::Tensor& attribution,
                                        const Attribute& attribute, const at::Tensor& noise) {
    Problem noisy = problem;
    noisy.input = problem.input + noise.to(problem.input.options());
    const at::Tensor map = attribute(noisy);
    return pearson(attribution.to(at::kCPU, at::kDouble), map.to(at::kCPU, at::kDouble));
}

Metric roundingMetric() {
    return {{"rounding-stability",
             "Rounding stability",
             "The correlation of the map with that of the picture with noise of 10⁻⁶: far below 1, "
             "another machine would show another map.",
             Better::Higher,
             {},
             {MetricNeed::Method}},
            runRounding};
}

}  // namespace sigscope::metrics
