#include "engine/methods/guided_ig.h"

#include <ATen/ATen.h>

#include "engine/methods/attribution_recorder.h"
#include "engine/methods/guided_walk.h"
#include "engine/methods/integration_parameters.h"

namespace sigscope::methods {

namespace {

struct GuidedIgParameters {
    double fraction = GuidedSettings().fraction;
    double maxDistance = GuidedSettings().maxDistance;
    FixedIntegration integration;
};

/// The gradients that lead the way are those that are integrated: one evaluation a step.
integration::Attribution runGuidedIg(const Problem& problem, const GuidedIgParameters& parameters,
                                     const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const int steps = parameters.integration.steps;
    const integration::RuleWeights weights = integration::weightsOf(parameters.integration.rule);
    const GuidedWalk walk(problem.baseline, problem.input,
                          {steps, parameters.fraction, parameters.maxDistance, context.turn});
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    at::Tensor point = problem.baseline;
    at::Tensor gradient;
    for (int k = 0; k < steps; ++k) {
        const at::Tensor next = k == 0 ? point : walk.next(point, gradient, k - 1);
        if (recorder.stopped()) return recorder.result(false);
        const Gradients here = recorder.gradients(next.unsqueeze(0));
        const at::Tensor slope = here.gradients.select(0, 0);
        if (k > 0) recorder.add((next - point) * (weights.left * gradient + weights.right * slope));
        recorder.reached({static_cast<double>(k) / (steps - 1), here.values[0]}, next,
                         (k + 1.0) / steps);
        point = next;
        gradient = slope;
    }
    return recorder.result(true);
}

ResourceEstimate estimateGuidedIg(const GuidedIgParameters& parameters, const Extent& extent,
                                  std::int64_t) {
    return {.evaluations = parameters.integration.steps,
            .heldBytes = 12 * extent.inputBytes,
            .traced = Traced::Waypoints,
            .atOnce = 1};
}

ParameterTable<GuidedIgParameters> guidedIgTable() {
    ParameterTable<GuidedIgParameters> table;
    table.real({.name = "fraction",
                .symbol = {},
                .minimum = 0,
                .maximum = 1,
                .unit = {},
                .help = "Share of the elements (pixels and channels) that move at once: those with "
                        "the smallest gradients.",
                .equation = "S = {|g| ≤ quantile(|g|, fraction)}"},
               [](GuidedIgParameters& all) -> double& { return all.fraction; });
    table.real({.name = "max-dist",
                .symbol = {},
                .minimum = 0,
                .maximum = 1,
                .unit = {},
                .help = "How far an element may be from the straight path, as a share of its "
                        "difference from the baseline: 1 for no bound, 0.02 in the original paper.",
                .equation = {}},
               [](GuidedIgParameters& all) -> double& { return all.maxDistance; });
    addFixedIntegration(
        table, [](GuidedIgParameters& all) -> FixedIntegration& { return all.integration; });
    return table;
}

}  // namespace

Method guidedIntegratedGradients() {
    return makeMethod(
        {.name = "gig",
         .title = "Guided IG",
         .summary = "Moves at each step the elements that matter least just then, and "
                    "so keeps away from noisy gradients.",
         .parameters = {},
         .traits = ofPathMethods,
         .parity = publishedIntegration(),
         .caution =
             "Its map depends on the last bits: which elements move is decided anew at every "
             "step by which gradients are smallest. Another number of threads, another "
             "device or noise of a millionth gives another map; only its sum is stable."},
        guidedIgTable(), runGuidedIg, estimateGuidedIg);
}

}  // namespace sigscope::methods
