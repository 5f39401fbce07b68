#include "engine/methods/gradient_x_input.h"

#include <ATen/ATen.h>

#include "engine/integration/accumulator.h"
#include "engine/integration/parametrisation.h"
#include "engine/paths/straight_path.h"
#include "engine/problem/gradients.h"

namespace sigscope::methods {

namespace {

struct NoGradientXInputParameters {};

/// The straight path in one interval of which only the gradient at x counts.
integration::Attribution runGradientXInput(const Problem& problem,
                                           const NoGradientXInputParameters&,
                                           const integration::RunContext& context) {
    using namespace integration;
    const at::NoGradGuard noGradients;
    const paths::StraightPath path(problem.baseline, problem.input);
    const Parametrisation parametrisation(path, problem.baseline, Rule::Reference);
    const RuleWeights weights{0, 1};
    const auto isFinal = [](double, double) { return true; };
    Accumulator accumulator(weights, isFinal, context.observer);
    context.observer.stage(Stage::Integrate);
    context.observer.planned({2, true}, weights, parametrisation);
    if (context.turn.isOver()) return {};

    const double fBaseline = evaluateValues(problem, problem.baseline.unsqueeze(0)).front();
    const Gradients atInput = evaluateGradients(problem, problem.input.unsqueeze(0));
    const EvaluatedNode start{0, {0, fBaseline}, {}};
    const EvaluatedNode end{1, {1, atInput.values[0]}, atInput.gradients.select(0, 0)};
    context.observer.evaluated(start);
    accumulator.add(start.position, problem.baseline, start.gradient);
    context.observer.evaluated(end);
    accumulator.add(end.position, problem.input, end.gradient);
    accumulator.readSums();
    requireFinite(end.node.f, accumulator.accumulatedSums().back());
    context.observer.advanced(accumulator, {1, context.batches.secondsPerPoint()});
    return {accumulator.total(), {start.node, end.node}, true};
}

ResourceEstimate estimateGradientXInput(const NoGradientXInputParameters&, const Extent& extent,
                                        std::int64_t) {
    return {1, 2 * extent.inputBytes};
}

}  // namespace

Method gradientTimesInput() {
    return makeMethod({.name = "gradient-x-input",
                       .title = "Gradient × input",
                       .summary = "One gradient at the picture itself, times its difference from "
                                  "the baseline: no path.",
                       .parameters = {},
                       .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::F},
                       .parity = {}},
                      ParameterTable<NoGradientXInputParameters>(), runGradientXInput,
                      estimateGradientXInput);
}

}  // namespace sigscope::methods
