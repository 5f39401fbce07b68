#include "engine/methods/deeplift.h"

#include <ATen/ATen.h>

#include "engine/methods/backward_pass.h"
#include "engine/methods/point_map.h"
#include "engine/methods/stage_moments.h"
#include "engine/models/layer_functions.h"

namespace sigscope::methods {

namespace {

struct NoDeepliftParameters {};

/// Differences below this are none: there the gradient takes their place. As captum.
constexpr double smallestDifference = 1e-10;

/// x and x' of a batch of the two, each [1, …].
struct Pair {
    explicit Pair(const at::Tensor& both)
        : input(both.narrow(0, 0, 1)), baseline(both.narrow(0, 1, 1)) {}

    [[nodiscard]] at::Tensor change() const { return input - baseline; }

    at::Tensor input;
    at::Tensor baseline;
};

/// `contribution` / `change`, and `gradient` where nothing changes.
at::Tensor multiplier(const at::Tensor& contribution, const at::Tensor& change,
                      const at::Tensor& gradient) {
    const at::Tensor still = change.abs() < smallestDifference;
    return at::where(still, gradient, contribution / change.masked_fill(still, 1));
}

/// The same layer at x alone.
LayerPass atInput(const LayerPass& pass) {
    LayerPass one{pass.function, pass.index, {}, Pair(pass.output).input, pass.signal};
    for (const at::Tensor& input : pass.inputs) one.inputs.push_back(Pair(input).input);
    return one;
}

/// A function of each element by itself.
std::vector<at::Tensor> throughActivation(const LayerPass& pass) {
    return {multiplier(pass.signal * Pair(pass.output).change(), Pair(pass.inputs[0]).change(),
                       gradientRule(atInput(pass))[0])};
}

/// Δ(x g) = ½(g + g′) Δx + ½(x + x′) Δg.
std::vector<at::Tensor> throughGate(const LayerPass& pass) {
    const Pair maps(pass.inputs[0]);
    const Pair gate(pass.inputs[1]);
    return {pass.signal * (gate.input + gate.baseline) / 2,
            (pass.signal * (maps.input + maps.baseline) / 2).sum({2, 3}, /*keepdim=*/true)};
}

/// Values that rounding alone tells apart are equal: a flat baseline's feature maps are flat but
/// for the order of sums, and that must not decide which element of a window is given its
/// contribution.
at::Tensor firstMaxima(const models::MaxPoolLayer& layer, const at::Tensor& inputs) {
    constexpr double grain = 1e-12;  // Far above rounding in float64, below smallestDifference.
    return models::maximaOf(layer, (inputs / grain).round());
}

/// Where the maxima of x and of x' are not the same element, each is given its part of the change.
std::vector<at::Tensor> throughMaxPool(const models::MaxPoolLayer& layer, const LayerPass& pass) {
    const Pair inputs(pass.inputs[0]);
    const Pair outputs(pass.output);
    const at::Tensor larger = at::maximum(outputs.input, outputs.baseline);
    const auto handed = [&](const at::Tensor& indices, const at::Tensor& change) {
        return models::scattered(layer, inputs.input, indices, pass.signal * change);
    };
    const at::Tensor contribution =
        handed(firstMaxima(layer, inputs.input), larger - outputs.baseline) +
        handed(firstMaxima(layer, inputs.baseline), outputs.input - larger);
    return {multiplier(contribution, inputs.change(), gradientRule(atInput(pass))[0])};
}

/// `signal` are multipliers; values are of x and x' together.
std::vector<at::Tensor> rescaleRule(const LayerPass& pass) {
    if (std::holds_alternative<models::RectifierLayer>(pass.function) ||
        std::holds_alternative<models::CurveLayer>(pass.function))
        return throughActivation(pass);
    if (std::holds_alternative<models::GateLayer>(pass.function)) return throughGate(pass);
    if (const auto* pool = std::get_if<models::MaxPoolLayer>(&pass.function))
        return throughMaxPool(*pool, pass);
    return gradientRule(atInput(pass));
}

integration::Attribution runDeeplift(const Problem& problem, const NoDeepliftParameters&,
                                     const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    const StageMoments stages(context.observer, graph, problem);
    at::Tensor map;
    const bool done = recorder.inMicroBatches(1, [&](int, int) {
        const std::vector<at::Tensor> values =
            graph.values(at::stack({problem.input, problem.baseline}));
        const at::Tensor atLogits = logitGradient(problem.objective, Pair(values.back()).input);
        const auto contribution = [](const LayerPass& pass) {
            return pass.signal * Pair(pass.output).change();
        };
        const at::Tensor multipliers =
            passBack(graph, values, atLogits, 0, stages.watching(rescaleRule, contribution));
        map = multipliers.select(0, 0) * problem.delta();
        stages.finish(map);
    });
    return done ? pointMap(problem, recorder, map) : integration::Attribution{};
}

ResourceEstimate estimateDeeplift(const NoDeepliftParameters&, const Extent& extent, std::int64_t) {
    return {.evaluations = 1, .heldBytes = 12 * extent.inputBytes};
}

}  // namespace

Method deepLift() {
    return makeMethod(
        {.name = "deeplift",
         .title = "DeepLIFT",
         .summary = "Compares every layer's values for the picture with those for the baseline and "
                    "hands the change of the score back by their differences: complete without a "
                    "path.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::ChangeOfF, SignUse::Both, MapUnit::F},
         .objectives = {"logit", "contrast"}},
        ParameterTable<NoDeepliftParameters>(), runDeeplift, estimateDeeplift);
}

}  // namespace sigscope::methods
