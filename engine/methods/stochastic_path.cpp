#include "engine/methods/stochastic_path.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

#include "engine/methods/attribution_recorder.h"
#include "engine/methods/colour_channels.h"
#include "engine/methods/draw_seed.h"
#include "engine/methods/integration_parameters.h"
#include "engine/paths/random_distribution.h"
#include "engine/problem/named_stream.h"

namespace sigscope::methods {

namespace {

enum class Drawing { Increments, Sticks };

struct StochasticPathParameters {
    double concentration = 1;  ///< α; the original paper shows 0.01 to 10.
    int paths = 16;
    FixedIntegration integration{.steps = 32};
    Drawing drawing = Drawing::Increments;
    int sticks = 30;  ///< At α = 1 what the last one gets is below 1e-8 on average.
    std::int64_t seed = 1;
    int shownPath = 1;
};

/// F of one path.
at::Tensor distributionOf(const Problem& problem, const StochasticPathParameters& parameters,
                          int path) {
    const at::IntArrayRef sizes = problem.input.sizes();
    const int nodes = parameters.integration.steps;
    const std::string name = "spi/" + std::to_string(parameters.seed);
    const std::string end = "/" + std::to_string(path);
    if (parameters.drawing == Drawing::Increments)
        return paths::dirichletIncrements(name + "/gamma" + end, sizes, parameters.concentration,
                                          nodes);
    const std::int64_t sticks = parameters.sticks;
    const auto drawn = [&](const std::string& what) {
        return NamedStream(name + what + end)
            .uniforms(sticks * problem.input.numel())
            .view({sticks, sizes[0], sizes[1], sizes[2]});
    };
    return paths::brokenSticks(drawn("/stick"), drawn("/location"), parameters.concentration,
                               nodes);
}

integration::Attribution runStochasticPath(const Problem& problem,
                                           const StochasticPathParameters& parameters,
                                           OverPaths over, const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    if (parameters.shownPath > parameters.paths)
        throw Error("shown-path: " + std::to_string(parameters.shownPath) + " is none of the " +
                    std::to_string(parameters.paths) + " paths");
    context.observer.stage(Stage::Search);
    std::vector<at::Tensor> distributions;
    for (int path = 0; path < parameters.paths; ++path) {
        context.observer.searched(path, parameters.paths);
        if (context.turn.isOver()) return {};
        distributions.push_back(
            distributionOf(problem, parameters, path).to(problem.input.options()));
    }
    return integrateAlong(problem, distributions,
                          integration::weightsOf(parameters.integration.rule), over, context,
                          parameters.shownPath - 1);
}

/// The points of some paths at a node, and the gradients there, [M, 3, H, W].
struct PathFront {
    at::Tensor points;
    at::Tensor gradients;
    std::vector<double> f;
};

double meanOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// All paths at node k; no points if the run was stopped on the way.
PathFront frontAt(const Problem& problem, const std::vector<at::Tensor>& distributions, int k,
                  AttributionRecorder& recorder) {
    const auto count = static_cast<int>(distributions.size());
    const bool isLast = k + 1 == distributions.front().size(0);
    PathFront front;
    front.f.resize(distributions.size());
    const at::Tensor delta = problem.delta();
    std::vector<at::Tensor> points;
    for (const at::Tensor& distribution : distributions)
        points.push_back(isLast ? problem.input : problem.baseline + distribution[k] * delta);
    const at::Tensor all = at::stack(points);
    front.gradients = at::empty_like(all);
    const auto evaluate = [&](int begin, int end) {
        const Gradients here = evaluateGradients(problem, all.slice(0, begin, end));
        std::ranges::copy(here.values, front.f.begin() + begin);
        front.gradients.slice(0, begin, end).copy_(here.gradients);
    };
    if (recorder.inMicroBatches(count, evaluate)) front.points = all;
    return front;
}

ResourceEstimate estimateStochasticPath(const StochasticPathParameters& parameters,
                                        const Extent& extent, std::int64_t) {
    const std::int64_t paths = parameters.paths;
    const std::int64_t steps = parameters.integration.steps;
    // F of all paths; their points, gradients and products; and what drawing one channel takes.
    const std::int64_t held = (paths * (steps + 10) + 20) * extent.inputBytes;
    const std::int64_t drawing = 8 * extent.pixels *
                                 (parameters.drawing == Drawing::Increments
                                      ? 8 * steps
                                      : colourChannels * (2 * parameters.sticks + steps));
    return {.evaluations = static_cast<int>(paths * steps),
            .heldBytes = held + drawing,
            .traced = Traced::Waypoints,
            .atOnce = parameters.paths};
}

const std::vector<Named<Drawing>>& drawings() {
    static const std::vector<Named<Drawing>> all{
        {{"increments", "increments",
          "What each element moves by between two nodes, exactly, by Gamma numbers."},
         Drawing::Increments},
        {{"sticks", "sticks",
          "The jumps of each element and their times, by breaking so many sticks; the last one "
          "takes what is left."},
         Drawing::Sticks},
    };
    return all;
}

ParameterTable<StochasticPathParameters> stochasticPathTable() {
    ParameterTable<StochasticPathParameters> table;
    table.real({.name = "concentration",
                .symbol = "α",
                .minimum = 1e-3,
                .maximum = 1e6,
                .unit = {},
                .help = "How alike the elements move: few large jumps at random times for small "
                        "numbers, Integrated Gradients for large ones.",
                .equation = "γ_i(t) = x'_i + F_i(t) Δ_i, F_i ~ DP(α, uniform)"},
               [](StochasticPathParameters& all) -> double& { return all.concentration; });
    table.integer({.name = "paths",
                   .symbol = "M",
                   .minimum = 2,
                   .maximum = 1000,
                   .unit = {},
                   .help = "How many random paths.",
                   .equation = "A = 1/M Σ_m A_m"},
                  [](StochasticPathParameters& all) -> int& { return all.paths; });
    table.choice("drawing", "How the random distribution functions are drawn.", drawings(),
                 [](StochasticPathParameters& all) -> Drawing& { return all.drawing; });
    table.integer({.name = "sticks",
                   .symbol = "K",
                   .minimum = 1,
                   .maximum = 1000,
                   .unit = {},
                   .help = "How many sticks each element's distribution is broken into.",
                   .equation = "π_k = β_k Π_{l<k} (1 − β_l), β_k ~ Beta(1, α), β_K = 1"},
                  [](StochasticPathParameters& all) -> int& { return all.sticks; });
    table.heededBeside({"drawing", {"sticks"}}, {"sticks"});
    table.integer(drawSeedText(),
                  [](StochasticPathParameters& all) -> std::int64_t& { return all.seed; });
    addFixedIntegration(
        table, [](StochasticPathParameters& all) -> FixedIntegration& { return all.integration; });
    return table;
}

template <OverPaths over>
integration::Attribution runOver(const Problem& problem, const StochasticPathParameters& parameters,
                                 const integration::RunContext& context) {
    return runStochasticPath(problem, parameters, over, context);
}

}  // namespace

at::Tensor exceedance(const at::Tensor& sums) {
    constexpr double share = 0.95;
    const at::Tensor mean = sums.mean(0);
    const at::Tensor deviation = sums.std(at::IntArrayRef{0}, /*unbiased=*/true, /*keepdim=*/false);
    const double threshold = at::quantile(mean.flatten(), share).item<double>();
    const at::Tensor above = mean - threshold;
    const at::Tensor likely = at::special_ndtr(above / deviation);
    return at::where(deviation > 0, likely, above.ge(0).to(sums.scalar_type()));
}

integration::Attribution integrateAlong(const Problem& problem,
                                        const std::vector<at::Tensor>& distributions,
                                        integration::RuleWeights weights, OverPaths over,
                                        const integration::RunContext& context, int shownPath) {
    const at::NoGradGuard noGradients;
    const bool isMean = over == OverPaths::Mean;
    const auto nodes = static_cast<int>(distributions.front().size(0));
    const auto paths = static_cast<double>(distributions.size());
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart,
                                 isMean ? 1 : colourChannels);
    at::Tensor sums;  // Of each path's map over channels, [M, H, W].
    at::Tensor shown = at::zeros_like(problem.input[0], at::kDouble);
    PathFront before;
    for (int k = 0; k < nodes; ++k) {
        const PathFront here = frontAt(problem, distributions, k, recorder);
        if (!here.points.defined()) return recorder.result(false);
        if (k > 0) {
            const at::Tensor parts =
                ((here.points - before.points) *
                 (weights.left * before.gradients + weights.right * here.gradients))
                    .to(at::kDouble);
            const at::Tensor ofPixels = parts.sum(1);
            sums = sums.defined() ? sums + ofPixels : ofPixels;
            if (isMean) {
                recorder.add(parts.sum(0) / paths);
            } else {
                const at::Tensor map = exceedance(sums);
                recorder.add((map - shown).unsqueeze(0));
                shown = map;
            }
        }
        recorder.reached({static_cast<double>(k) / (nodes - 1), meanOf(here.f)},
                         here.points[shownPath], (k + 1.0) / nodes);
        if (k > 0 && !isMean && recorder.keepsMoments()) {
            const auto each = static_cast<int>(distributions.size());
            recorder.show({MomentKind::Gradients, (k + 1) * each, nodes * each});
        }
        before = here;
    }
    return recorder.result(true);
}

Method stochasticPathIntegration() {
    ParameterTable<StochasticPathParameters> table = stochasticPathTable();
    table.integer({.name = "shown-path",
                   .symbol = {},
                   .minimum = 1,
                   .maximum = 1000,
                   .unit = {},
                   .help = "Which of the paths is shown; the map is of all of them.",
                   .equation = {}},
                  [](StochasticPathParameters& all) -> int& { return all.shownPath; });
    return makeMethod(
        {.name = "spi",
         .title = "Stochastic path integration",
         .summary = "The mean over random paths, on which every element goes from the baseline to "
                    "the picture by jumps of its own.",
         .parameters = {},
         .traits = ofPathMethods},
        table, runOver<OverPaths::Mean>, estimateStochasticPath);
}

Method stochasticPathProbability() {
    return makeMethod(
        {.name = "spi-p",
         .title = "SPI-P",
         .summary = "How likely it is that a pixel matters more than 95 % of the pixels do on "
                    "average, over the random paths of stochastic path integration.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::None, MapUnit::None}},
        stochasticPathTable(), runOver<OverPaths::Probability>, estimateStochasticPath);
}

}  // namespace sigscope::methods
