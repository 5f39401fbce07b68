#include "engine/methods/gradient_maps.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <numeric>

#include "engine/methods/draw_seed.h"
#include "engine/methods/halved_sums.h"
#include "engine/methods/point_map.h"

namespace sigscope::methods {

namespace {

struct NoGradientMapsParameters {};

struct SmoothParameters {
    double noiseLevel = 0.15;  ///< The original paper finds 10 % to 20 % best.
    int samples = 50;          ///< Beyond 50 the original paper sees little change.
    std::int64_t seed = 1;
};

integration::Attribution runSaliency(const Problem& problem, const NoGradientMapsParameters&,
                                     const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    if (recorder.stopped()) return {};
    const Gradients here = recorder.gradients(problem.input.unsqueeze(0));
    return pointMap(problem, recorder, here.gradients.select(0, 0).abs());
}

/// For `count` points. Drawn on the CPU in double: a seed means the same noise on every device. And
/// for each point by itself: how many are drawn together decides which numbers come.
at::Tensor noiseLike(const at::Tensor& input, int count, at::Generator& random) {
    std::vector<at::Tensor> noise;
    for (int i = 0; i < count; ++i) noise.push_back(at::randn(input.sizes(), random, at::kDouble));
    return at::stack(noise).to(input.options());
}

integration::Attribution runSmoothGrad(const Problem& problem, const SmoothParameters& parameters,
                                       const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    at::Generator random =
        at::make_generator<at::CPUGeneratorImpl>(static_cast<std::uint64_t>(parameters.seed));
    const double range = (problem.input.max() - problem.input.min()).item<double>();
    if (recorder.stopped()) return {};
    recorder.reached({0, evaluateValues(problem, problem.baseline.unsqueeze(0)).front()},
                     problem.baseline, 0);
    const int samples = parameters.samples;
    at::Tensor mean = at::zeros_like(problem.input, problem.input.options().dtype(at::kDouble));
    HalvedSums halves;
    double f = 0;
    int done = 0;
    while (done < samples) {
        if (recorder.stopped()) return recorder.result(false, halves.error());
        const int count = std::min(recorder.batch(), samples - done);
        const at::Tensor noise = noiseLike(problem.input, count, random);
        const Gradients here =
            recorder.gradients(problem.input + parameters.noiseLevel * range * noise);
        const at::Tensor maps = here.gradients.to(at::kDouble);
        halves.add(done, maps);
        done += count;
        const at::Tensor change = (maps - mean).sum(0) / static_cast<double>(done);
        mean += change;
        recorder.add(change);
        f += std::accumulate(here.values.begin(), here.values.end(), 0.0);
        const double share = static_cast<double>(done) / samples;
        recorder.reached({share, f / done}, problem.input, share);
        if (recorder.keepsMoments())
            recorder.show({MomentKind::Gradients, done, samples}, halves.error());
    }
    return recorder.result(true, halves.error());
}

}  // namespace

Method saliency() {
    return makeMethod(
        {.name = "saliency",
         .title = "Saliency",
         .summary = "The size of the gradient at the picture itself: no path, no "
                    "baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::None, MapUnit::FPerInput},
         .baseline = BaselineUse::Ignored},
        ParameterTable<NoGradientMapsParameters>(), runSaliency,
        [](const NoGradientMapsParameters&, const Extent& extent, std::int64_t) {
            return ResourceEstimate{.evaluations = 1, .heldBytes = 6 * extent.inputBytes};
        });
}

Method smoothGrad() {
    ParameterTable<SmoothParameters> table;
    table.real({.name = "noise-level",
                .symbol = "σ",
                .minimum = 0,
                .maximum = 2,
                .unit = {},
                .help = "Standard deviation of the noise, as a share of the input's range.",
                .equation = "A = mean of g(x + σ (max x − min x) n), n ~ N(0, 1)"},
               [](SmoothParameters& all) -> double& { return all.noiseLevel; });
    table.integer({.name = "samples",
                   .symbol = "n",
                   .minimum = 1,
                   .maximum = 100'000,
                   .unit = {},
                   .help = "How many noisy copies of the picture.",
                   .equation = {}},
                  [](SmoothParameters& all) -> int& { return all.samples; });
    table.integer(drawSeedText(), [](SmoothParameters& all) -> std::int64_t& { return all.seed; });
    return makeMethod(
        {.name = "smoothgrad",
         .title = "SmoothGrad",
         .summary = "The mean gradient of noisy copies of the picture: no path, no "
                    "baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::FPerInput},
         .baseline = BaselineUse::Ignored},
        table, runSmoothGrad,
        [](const SmoothParameters& parameters, const Extent& extent, std::int64_t) {
            return ResourceEstimate{.evaluations = parameters.samples,
                                    .heldBytes = 44 * extent.inputBytes};
        });
}

}  // namespace sigscope::methods
