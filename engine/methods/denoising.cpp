#include "engine/methods/denoising.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

#include "engine/methods/attribution_recorder.h"
#include "engine/methods/draw_seed.h"
#include "engine/methods/integration_parameters.h"
#include "engine/paths/reverse_diffusion.h"
#include "engine/problem/named_stream.h"

namespace sigscope::methods {

namespace {

struct DenoisingParameters {
    std::string diffusion;
    double noise = 0.5;  ///< Enough that what is seen is made anew, little enough to know it again.
    double guidance = DenoisingSettings().guidance;
    std::int64_t seed = 1;
    FixedIntegration integration{DenoisingSettings().steps};

    [[nodiscard]] DenoisingSettings settings() const {
        return {integration.steps, static_cast<int>(std::lround(noise * models::trainedTimesteps)),
                guidance, integration.rule};
    }
};

/// A point of the path with what the next one is made of.
struct DenoisingStop {
    at::Tensor point;  ///< Model space, [3, H, W].
    double f = 0;
    at::Tensor gradient;  ///< g, [3, H, W]
    at::Tensor guide;     ///< ∇ log p_c with respect to the picture in [−1, 1], [1, 3, H, W].
    models::NoisePrediction prediction{};  ///< Undefined at the last point.
};

/// Of a class among others, or of one that stands for itself.
at::Tensor logProbability(const Problem& problem, const at::Tensor& logits) {
    const int target = problem.objective.target;
    const Objective::Kind kind = meaningOf(Objective::Kind::Probability, *problem.classifier);
    if (kind == Objective::Kind::Sigmoid) return Objective{kind, target}.of(logits).log();
    return Objective{Objective::Kind::LogProbability, target}.of(logits);
}

/// At `picture` [3, H, W] in [−1, 1]; both gradients in one evaluation.
DenoisingStop gradientsAt(const Problem& problem, const at::Tensor& picture) {
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf = picture.detach().unsqueeze(0).requires_grad_(true);
    const at::Tensor point = models::normalise((leaf + 1) / 2, problem.classifier->preprocessing);
    const at::Tensor logits = problem.classifier->network->logits(point);
    const at::Tensor f = problem.objective.of(logits).sum();
    const at::Tensor gradient =
        torch::autograd::grad({f}, {point}, {}, /*retain_graph=*/true).front();
    const at::Tensor guide =
        torch::autograd::grad({logProbability(problem, logits).sum()}, {leaf}).front();
    return {point.detach()[0], f.item<double>(), gradient.detach()[0], guide.detach()};
}

/// Throws Error if `denoiser` does not know pictures of this size, or classes of this number.
void requireFit(const Problem& problem, const models::Denoiser& denoiser) {
    const std::int64_t height = problem.input.size(1);
    const std::int64_t width = problem.input.size(2);
    const int factor = denoiser.factor();
    if (height % factor != 0 || width % factor != 0)
        throw Error("diffusion: the model takes sides that are multiples of " +
                    std::to_string(factor) + ", the explained model's input is " +
                    std::to_string(height) + " × " + std::to_string(width));
    const int known = denoiser.classCount();
    const int classes = problem.classifier->network->classCount();
    if (known != 0 && known != classes)
        throw Error("diffusion: the model is conditioned on " + std::to_string(known) +
                    " classes, the explained model has " + std::to_string(classes));
}

/// The picture of the problem in [−1, 1], with the noise of the last of `times`.
at::Tensor noised(const Problem& problem, const paths::DiffusionTimes& times,
                  const at::Tensor& noise) {
    const double kept = times.kept(times.count() - 1);
    const at::Tensor raw = models::denormalise(problem.input, problem.classifier->preprocessing);
    return (2 * raw - 1) * std::sqrt(kept) + noise * std::sqrt(1 - kept);
}

paths::DiffusionTimes timesOf(const models::Denoiser& denoiser, const DenoisingSettings& settings) {
    return {denoiser.schedule(), settings.noisiest, settings.steps - 1};
}

integration::Attribution runDenoising(const Problem& problem, const DenoisingParameters& parameters,
                                      const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    if (!context.auxiliary)
        throw Error("diffusion: needs the weights file of a diffusion model (--diffusion FILE)");
    const auto denoiser = context.auxiliary->denoiser(parameters.diffusion, problem);
    if (context.turn.isOver()) return {};
    const DenoisingSettings settings = parameters.settings();
    const DenoisingDraw draw = drawDenoising(problem, parameters.seed);
    const at::Tensor start = noised(problem, timesOf(*denoiser, settings), draw(0));
    return denoiseFrom(problem, start, *denoiser, settings, draw, context);
}

ResourceEstimate estimateDenoising(const DenoisingParameters& parameters, const Extent& extent,
                                   std::int64_t) {
    const DenoisingSettings settings = parameters.settings();
    // Whether there are so many timesteps does not depend on the schedule.
    static_cast<void>(paths::DiffusionTimes(models::NoiseSchedule::Linear, settings.noisiest,
                                            settings.steps - 1));
    return {.evaluations = settings.steps,
            .heldBytes = 30 * extent.inputBytes,
            .denoiser = parameters.diffusion,
            .traced = Traced::Waypoints,
            .atOnce = 1};
}

ParameterTable<DenoisingParameters> denoisingTable() {
    ParameterTable<DenoisingParameters> table;
    table.file("diffusion",
               "The weights of a diffusion model (a file): an ADM U-Net as it was published for "
               "pictures of 64, 128, 256 or 512 pixels. None comes with the program.",
               [](DenoisingParameters& all) -> std::string& { return all.diffusion; });
    table.real({.name = "noise",
                .symbol = {},
                .minimum = 0.01,
                .maximum = 1,
                .unit = {},
                .help = "How much noise the picture is given before the model takes it away, as a "
                        "share of all timesteps; at 1 nothing of the picture is left.",
                .equation = "x_0 = √ᾱ x + √(1 − ᾱ) ε"},
               [](DenoisingParameters& all) -> double& { return all.noise; });
    table.real({.name = "guidance",
                .symbol = "s",
                .minimum = 0,
                .maximum = 100,
                .unit = {},
                .help = "How strongly the explained model draws the picture towards the class; 0 "
                        "leaves it to the diffusion model. Usual are 0.5 to 10.",
                .equation = "μ + s σ² ⊙ ∇ log p_c"},
               [](DenoisingParameters& all) -> double& { return all.guidance; });
    table.integer(drawSeedText(),
                  [](DenoisingParameters& all) -> std::int64_t& { return all.seed; });
    addFixedIntegration(
        table, [](DenoisingParameters& all) -> FixedIntegration& { return all.integration; });
    return table;
}

}  // namespace

DenoisingDraw drawDenoising(const Problem& problem, std::int64_t seed) {
    return [name = "denoising/" + std::to_string(seed), like = problem.input](int k) {
        const NamedStream stream(k == 0 ? name + "/start/0" : name + "/step/" + std::to_string(k));
        return stream.normals(like.numel()).view(like.sizes()).to(like.options());
    };
}

integration::Attribution denoiseFrom(const Problem& problem, const at::Tensor& start,
                                     const models::Denoiser& denoiser,
                                     const DenoisingSettings& settings, const DenoisingDraw& draw,
                                     const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    requireFit(problem, denoiser);
    const paths::DiffusionTimes times = timesOf(denoiser, settings);
    const integration::RuleWeights weights = integration::weightsOf(settings.rule);
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    const int last = settings.steps - 1;
    at::Tensor picture = start;
    DenoisingStop before;
    for (int k = 0; k <= last; ++k) {
        const int i = last - 1 - k;  // Of the timesteps, the noisiest first.
        DenoisingStop here;
        const bool done = recorder.inMicroBatches(1, [&](int, int) {
            here = gradientsAt(problem, picture);
            if (k < last)
                here.prediction = denoiser.predict(picture.unsqueeze(0), times.timestep(i),
                                                   problem.objective.target);
        });
        if (!done) return recorder.result(false);
        if (k > 0)
            recorder.add((here.point - before.point) *
                         (weights.left * before.gradient + weights.right * here.gradient));
        recorder.reached({static_cast<double>(k) / last, here.f}, here.point,
                         (k + 1.0) / settings.steps);
        before = here;
        if (k == last) break;
        const paths::ReverseStep step =
            paths::reverseStep(picture.unsqueeze(0), here.prediction, times, i);
        picture = step.next(i, settings.guidance * here.guide, draw(k + 1).unsqueeze(0))[0];
    }
    return recorder.result(true);
}

Method denoisingPath() {
    return makeMethod(
        {.name = "denoising",
         .title = "Denoising path, experimental",
         .summary = "The picture is given noise, which a diffusion model of the user's takes away "
                    "again, drawn towards the class by the explained model: a path to look at, "
                    "which ends near the picture or far from it.",
         .parameters = {},
         .traits = {PathUse::Along, SumGoal::Nothing, SignUse::Both, MapUnit::F},
         .baseline = BaselineUse::Ignored,
         .caution =
             "Experimental: no published attribution method. Its path ends at a picture that "
             "the diffusion model has made, so that the map is one of that picture rather "
             "than of the photograph."},
        denoisingTable(), runDenoising, estimateDenoising);
}

}  // namespace sigscope::methods
