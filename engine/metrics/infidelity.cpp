#include "engine/metrics/infidelity.h"

#include <ATen/ATen.h>

#include <vector>

#include "engine/metrics/draws.h"
#include "engine/metrics/ranking.h"
#include "engine/metrics/values.h"
#include "engine/problem/named_stream.h"

namespace sigscope::metrics {

namespace {

MetricResult runInfidelity(const MetricContext& context) {
    const MetricOptions& options = context.options;
    std::vector<double> asGiven, scaled;
    for (int seed = 0; seed < options.seeds; ++seed) {
        const at::Tensor perturbations = drawPerturbations(
            seed, options.perturbations, context.problem.input, options.perturbationDeviation);
        const Infidelity measured =
            infidelity(context.problem, context.attribution, perturbations, context.turn);
        asGiven.push_back(measured.asGiven);
        scaled.push_back(measured.scaled);
    }
    MetricResult result = overDraws(asGiven);
    result.parts = {{"with the best factor", overDraws(scaled).value}};
    return result;
}

}  // namespace

Infidelity infidelity(const Problem& problem, const at::Tensor& attribution,
                      const at::Tensor& perturbations, const schedule::Turn& turn) {
    requireChannels(problem, attribution, "infidelity");
    const at::Tensor map = sharedOut(attribution);
    const at::Tensor expected =
        perturbations.to(at::kCPU, at::kDouble).mul(map).sum({1, 2, 3});  // Σ I ⊙ A
    const at::Tensor values = valuesOf(
        problem, perturbations.size(0),
        [&](std::int64_t begin, std::int64_t end) {
            return problem.input - perturbations.slice(0, begin, end).to(problem.input.options());
        },
        turn);
    const at::Tensor changes = valueAtInput(problem) - values;
    const double square = expected.dot(expected).item<double>();
    const double factor = square == 0 ? 0 : expected.dot(changes).item<double>() / square;
    return {(expected - changes).square().mean().item<double>(),
            (factor * expected - changes).square().mean().item<double>(), factor};
}

at::Tensor drawPerturbations(int seed, std::int64_t count, const at::Tensor& input,
                             double deviation) {
    std::vector<at::Tensor> perturbations;
    for (std::int64_t j = 0; j < count; ++j) {
        const NamedStream stream("infidelity/" + std::to_string(seed) + "/perturbation/" +
                                 std::to_string(j));
        perturbations.push_back(deviation * stream.normals(input.numel()).view(input.sizes()));
    }
    return at::stack(perturbations);
}

Metric infidelityMetric() {
    return {{"infidelity",
             "Infidelity",
             "The mean squared difference of what the map says a small change of the picture does "
             "to f, and what it does.",
             Better::Lower,
             {},
             {},
             {"metric-draws", "perturbations", "perturbation-deviation"}},
            runInfidelity};
}

}  // namespace sigscope::metrics
