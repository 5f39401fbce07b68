#include "engine/methods/ig_squared.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <numeric>

#include "engine/methods/attribution_recorder.h"
#include "engine/methods/draw_seed.h"

namespace sigscope::methods {

namespace {

struct IgSquaredParameters {
    int updates = 201;         ///< 202 points: the published program's.
    double updateSize = 0.02;  ///< The published program's.
    std::string references;
    int referenceCount = 3;  ///< The published program's.
    std::int64_t seed = 1;
};

/// Where the walks to all references are.
struct Walkers {
    at::Tensor points;        ///< [R, 3, H, W]
    at::Tensor targets;       ///< Representations of the references, [R, F].
    at::Tensor contribution;  ///< Of the last update, summed over references.
    std::vector<double> f;    ///< [R]
    [[nodiscard]] int count() const { return static_cast<int>(points.size(0)); }
};

/// Both gradients at the points from one forward pass.
struct TwoGradients {
    std::vector<double> f;
    at::Tensor ofF;
    at::Tensor ofLikeness;  ///< ∂(−MSE)/∂x, of unit L2 norm per point.
};

TwoGradients evaluate(const Problem& problem, const at::Tensor& points, const at::Tensor& targets) {
    const at::AutoGradMode gradients(true);
    const models::Network& network = *problem.classifier->network;
    const at::Tensor leaf = points.detach().requires_grad_(true);
    const at::Tensor features = network.features(leaf);
    const at::Tensor f = problem.objective.of(network.classify(features));
    const at::Tensor likeness = -(features - targets).square().mean();
    const at::Tensor likenessGradient =
        torch::autograd::grad({likeness}, {leaf}, {}, /*retain_graph=*/true).front();
    const at::Tensor gradient = torch::autograd::grad({f.sum()}, {leaf}).front();
    constexpr double smallestNorm = 1e-10;
    const at::Tensor norms =
        likenessGradient.flatten(1).norm(2, {1}).clamp_min(smallestNorm).view({-1, 1, 1, 1});
    const at::Tensor values = f.detach().to(at::kCPU).contiguous();
    const auto* first = values.const_data_ptr<double>();
    return {
        {first, first + values.numel()}, gradient.detach(), (likenessGradient / norms).detach()};
}

/// One update of all walks, in micro-batches. Returns false if it was stopped half-way.
bool update(const Problem& problem, const IgSquaredParameters& parameters,
            AttributionRecorder& recorder, Walkers& walkers) {
    at::Tensor moved = walkers.points.clone();
    walkers.contribution = at::zeros_like(problem.input, at::kDouble);
    const auto updateSome = [&](int begin, int end) {
        const at::Tensor points = walkers.points.slice(0, begin, end);
        const TwoGradients here = evaluate(problem, points, walkers.targets.slice(0, begin, end));
        std::ranges::copy(here.f, walkers.f.begin() + begin);
        at::Tensor next = moved.slice(0, begin, end);
        next.add_(here.ofLikeness, parameters.updateSize);
        walkers.contribution += ((points - next) * here.ofF).sum(0, /*keepdim=*/false, at::kDouble);
    };
    if (!recorder.inMicroBatches(walkers.count(), updateSome)) return false;
    walkers.points = moved;
    return true;
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

integration::Attribution runIgSquared(const Problem& problem, const IgSquaredParameters& parameters,
                                      const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    if (!context.auxiliary) throw Error("ig2: needs reference pictures");
    const at::Tensor references = context.auxiliary->references(
        parameters.references, parameters.referenceCount, parameters.seed, problem);
    AttributionRecorder recorder(problem, context, integration::Direction::FromInput);
    if (recorder.stopped()) return {};
    const auto count = references.size(0);
    std::vector<at::Tensor> targets;
    for (const at::Tensor& reference : references.split(1))
        targets.push_back(problem.classifier->network->features(reference));
    Walkers walkers{problem.input.unsqueeze(0).repeat({count, 1, 1, 1}),
                    at::cat(targets),
                    {},
                    std::vector<double>(count)};
    const int updates = parameters.updates;
    const auto reached = [&](int k, const at::Tensor& point) {
        recorder.reached({1 - static_cast<double>(k) / updates, mean(walkers.f)}, point,
                         static_cast<double>(k) / updates);
    };
    for (int k = 0; k < updates; ++k) {
        const at::Tensor point = walkers.points[0];
        if (!update(problem, parameters, recorder, walkers)) return recorder.result(false);
        reached(k, point);
        recorder.add(walkers.contribution / static_cast<double>(count));
    }
    walkers.f = recorder.values(walkers.points);
    reached(updates, walkers.points[0]);
    return recorder.result(true);
}

ResourceEstimate estimateIgSquared(const IgSquaredParameters& parameters, const Extent& extent,
                                   std::int64_t) {
    // There may be fewer references than asked for.
    return {.evaluations = parameters.updates * parameters.referenceCount,
            .heldBytes = (8 + 4 * parameters.referenceCount) * extent.inputBytes,
            .exact = false,
            .traced = Traced::Waypoints,
            .atOnce = parameters.referenceCount};
}

ParameterTable<IgSquaredParameters> igSquaredTable() {
    ParameterTable<IgSquaredParameters> table;
    table.folder(
        "references",
        "Pictures of other things: a folder, or files separated by semicolons. The samples "
        "that come with the program if none are given.",
        [](IgSquaredParameters& all) -> std::string& { return all.references; });
    table.integer(
        {.name = "reference-count",
         .symbol = "n",
         .minimum = 1,
         .maximum = 100,
         .unit = {},
         .help = "How many of the reference pictures are walked to; the map is their mean.",
         .equation = {}},
        [](IgSquaredParameters& all) -> int& { return all.referenceCount; });
    table.integer(drawSeedText(),
                  [](IgSquaredParameters& all) -> std::int64_t& { return all.seed; });
    table.integer({.name = "updates",
                   .symbol = {},
                   .minimum = 1,
                   .maximum = 100'000,
                   .unit = {},
                   .help = "Steps of each walk; one gradient of f and one of the likeness each.",
                   .equation = "x_{k+1} = x_k + η ∂(−MSE(rep(x_k), rep_ref))/∂x / ‖…‖₂"},
                  [](IgSquaredParameters& all) -> int& { return all.updates; });
    table.real({.name = "update-size",
                .symbol = "η",
                .minimum = 1e-6,
                .maximum = 1,
                .unit = {},
                .help = "Length of each step, in model space.",
                .equation = {}},
               [](IgSquaredParameters& all) -> double& { return all.updateSize; });
    return table;
}

}  // namespace

Method integratedGradientsSquared() {
    return makeMethod(
        {.name = "ig2",
         .title = "IG²",
         .summary = "Walks from the picture to where the model takes it for something "
                    "else, and attributes what was lost on the way. The baseline is "
                    "not used.",
         .parameters = {},
         .traits = ofPathMethods,
         .baseline = BaselineUse::Ignored},
        igSquaredTable(), runIgSquared, estimateIgSquared);
}

}  // namespace sigscope::methods
