#include "engine/methods/lime.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/methods/colour_channels.h"
#include "engine/methods/draw_seed.h"
#include "engine/methods/sampled_values.h"
#include "engine/problem/array_tensor.h"
#include "engine/problem/named_stream.h"
#include "engine/segmentation/felzenszwalb.h"
#include "engine/segmentation/renumbered.h"
#include "engine/segmentation/slic.h"

namespace sigscope::methods {

namespace {

enum class Superpixels { Felzenszwalb, Slic };

struct LimeParameters {
    int samples = 1000;  ///< The published program's.
    Superpixels superpixels = Superpixels::Felzenszwalb;
    std::string labels;
    double scale = segmentation::FelzenszwalbSettings().scale;
    int segments = segmentation::SlicSettings().segments;
    LimeFill fill = LimeFill::OwnMean;
    std::int64_t seed = 1;
};

/// Maps that are fitted while samples come: a fit takes as long as all samples before it are many.
constexpr std::int64_t mostFits = 64;

/// The regression is solved in d unknowns: more superpixels than this are no superpixels.
constexpr std::int64_t mostSuperpixels = 2048;

/// Felzenszwalb's segments are at most so many, by their least size.
constexpr int mostSegments = 250;

/// Raw [3, H, W] stretched to [−1, 1] by its least and greatest value.
at::Tensor stretched(const at::Tensor& raw) {
    const double least = raw.min().item<double>();
    const double most = raw.max().item<double>();
    return most > least ? (raw - least) * (2 / (most - least)) - 1 : at::zeros_like(raw);
}

at::Tensor superpixelsOf(const Problem& problem, const LimeParameters& parameters,
                         const integration::RunContext& context) {
    if (!parameters.labels.empty()) {
        if (!context.auxiliary) throw Error("labels: no file can be read here");
        return segmentation::renumbered(context.auxiliary->labels(parameters.labels, problem));
    }
    const at::Tensor raw = models::denormalise(problem.input, problem.classifier->preprocessing)
                               .to(at::kCPU, at::kDouble);
    if (parameters.superpixels == Superpixels::Slic)
        return segmentation::slic(raw, {.segments = parameters.segments});
    const auto pixels = static_cast<int>(raw.size(1) * raw.size(2));
    return segmentation::felzenszwalb(
        stretched(raw),
        {.scale = parameters.scale, .minSize = (pixels + mostSegments - 1) / mostSegments});
}

/// How many superpixels there can be, before the picture was seen.
std::int64_t superpixelsAtMost(const LimeParameters& parameters) {
    if (!parameters.labels.empty()) return mostSuperpixels;
    // SLIC's pieces have a quarter of the mean size at least.
    return parameters.superpixels == Superpixels::Slic
               ? std::min<std::int64_t>(mostSuperpixels, std::int64_t{4} * parameters.segments)
               : mostSegments;
}

/// √exp(−δ²/0.25²), δ the cosine distance of each sample to the one that has all superpixels.
at::Tensor weightsOf(const at::Tensor& samples) {
    constexpr double kernelWidth = 0.25;
    const at::Tensor there = samples.sum(1);
    // Σz / (√Σz √d); of an empty sample 0.
    const at::Tensor cosine = (there / static_cast<double>(samples.size(1))).sqrt();
    return (-(1 - cosine).square() / (kernelWidth * kernelWidth)).exp().sqrt();
}

/// The expected L2 norm of the map's error, channels summed: by how far the regressions of the
/// samples of even and of odd numbers are apart.
std::optional<double> errorOf(const at::Tensor& samples, const at::Tensor& f,
                              const LimePictures& pictures) {
    constexpr std::int64_t least = 4;
    if (f.size(0) < least) return std::nullopt;
    const auto half = [&](std::int64_t first) {
        return pictures.map(
            fitLime(samples.slice(0, first, {}, 2), f.slice(0, first, {}, 2)).weights);
    };
    return colourChannels * (half(0) - half(1)).norm().item<double>() / 2;
}

/// What the regression says beside the map.
std::vector<SideNumbers> numbersOf(const LimeFit& fit) {
    return {{"lime_r2", "Fit R²", {fit.r2}},
            {"lime_intercept", "Intercept", {fit.intercept}},
            {"lime_local_prediction", "Local prediction", {fit.localPrediction}},
            {"lime_weights", "Coefficients", toNumbers(fit.weights)}};
}

integration::Attribution runLime(const Problem& problem, const LimeParameters& parameters,
                                 const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    context.observer.stage(Stage::Search);
    if (context.turn.isOver()) return {};
    const at::Tensor labels = superpixelsOf(problem, parameters, context);
    const std::int64_t count = segmentation::segmentCount(labels);
    if (count > mostSuperpixels)
        throw Error("lime: " + std::to_string(count) + " superpixels are too many (at most " +
                    std::to_string(mostSuperpixels) +
                    "); give a file with fewer labels, a "
                    "larger --segment-scale or fewer --segments");
    return limeWith(problem, {problem, labels, parameters.fill},
                    drawLime(parameters.samples, count, parameters.seed), context);
}

ResourceEstimate estimateLime(const LimeParameters& parameters, const Extent& extent,
                              std::int64_t) {
    // The samples, and what a fit makes of them, in float64.
    const std::int64_t fitted =
        std::int64_t{4} * 8 * parameters.samples * superpixelsAtMost(parameters);
    return {.evaluations = parameters.samples,
            .heldBytes = 40 * extent.inputBytes + sampleBytes(extent.inputBytes) + fitted,
            .atOnce = samplesAtOnce,
            .evaluation = Evaluation::Value};
}

const std::vector<Named<Superpixels>>& superpixelTable() {
    static const std::vector<Named<Superpixels>> all{
        {{"felzenszwalb", "Felzenszwalb",
          "Pixels are joined along edges of little contrast: segments of any shape and size."},
         Superpixels::Felzenszwalb},
        {{"slic", "SLIC", "Clusters of colour and place: compact and of similar size."},
         Superpixels::Slic},
    };
    return all;
}

const std::vector<Named<LimeFill>>& fillTable() {
    static const std::vector<Named<LimeFill>> all{
        {{"mean", "own mean", "The superpixel's own mean colour."}, LimeFill::OwnMean},
        {{"baseline", "baseline", "The baseline: a colour, a blur, another picture."},
         LimeFill::Baseline},
    };
    return all;
}

ParameterTable<LimeParameters> limeTable() {
    ParameterTable<LimeParameters> table;
    table.integer({.name = "samples",
                   .symbol = "n",
                   .minimum = 2,
                   .maximum = 1'000'000,
                   .unit = {},
                   .help = "How many pictures with superpixels left out at random, one evaluation "
                           "each.",
                   .equation = "min Σ_i w_i (f_i − b − z_i·β)² + ‖β‖²"},
                  [](LimeParameters& all) -> int& { return all.samples; });
    table.choice("superpixels", "How the picture is divided.", superpixelTable(),
                 [](LimeParameters& all) -> Superpixels& { return all.superpixels; });
    table.file("labels",
               "A picture file of the explained one's shape whose colours are the superpixels' "
               "labels; it replaces the division.",
               [](LimeParameters& all) -> std::string& { return all.labels; });
    table.real({.name = "segment-scale",
                .symbol = {},
                .minimum = 1,
                .maximum = 100'000,
                .unit = {},
                .help = "Of Felzenszwalb's superpixels: larger ones for larger numbers.",
                .equation = "k = scale / 255"},
               [](LimeParameters& all) -> double& { return all.scale; });
    table.integer({.name = "segments",
                   .symbol = {},
                   .minimum = 2,
                   .maximum = 1000,
                   .unit = {},
                   .help = "About how many superpixels SLIC makes.",
                   .equation = {}},
                  [](LimeParameters& all) -> int& { return all.segments; });
    table.choice("fill", "What is seen where a superpixel is left out.", fillTable(),
                 [](LimeParameters& all) -> LimeFill& { return all.fill; });
    table.integer(drawSeedText(), [](LimeParameters& all) -> std::int64_t& { return all.seed; });
    table.heededBeside({"labels", {""}}, {"superpixels", "segment-scale", "segments"})
        .heededBeside({"superpixels", {"felzenszwalb"}}, {"segment-scale"})
        .heededBeside({"superpixels", {"slic"}}, {"segments"});
    return table;
}

}  // namespace

LimeFit fitLime(const at::Tensor& samples, const at::Tensor& f) {
    const at::Tensor weights = weightsOf(samples);
    const at::Tensor shares = weights / weights.sum();
    const at::Tensor meanSample = at::matmul(shares, samples);
    const double meanValue = shares.dot(f).item<double>();
    const at::Tensor centred = samples - meanSample;
    const at::Tensor weighted = centred.t() * weights;
    const at::Tensor ridge = at::eye(samples.size(1), samples.options());
    LimeFit fit;
    fit.weights = at::linalg_solve(at::matmul(weighted, centred) + ridge,
                                   at::matmul(weighted, f - meanValue));
    fit.intercept = meanValue - meanSample.dot(fit.weights).item<double>();
    fit.localPrediction = fit.intercept + fit.weights.sum().item<double>();
    const at::Tensor missed = f - fit.intercept - at::matmul(samples, fit.weights);
    const double variation = shares.dot((f - meanValue).square()).item<double>();
    const double left = shares.dot(missed.square()).item<double>();
    fit.r2 = variation > 0 ? 1 - left / variation : 1;
    return fit;
}

at::Tensor drawLime(int samples, std::int64_t superpixels, std::int64_t seed) {
    std::vector<at::Tensor> rows{at::ones({superpixels}, at::kDouble)};
    for (int i = 1; i < samples; ++i)
        rows.push_back(NamedStream("lime/" + std::to_string(seed) + "/row/" + std::to_string(i))
                           .uniforms(superpixels)
                           .ge(0.5)
                           .to(at::kDouble));
    return at::stack(rows);
}

LimePictures::LimePictures(const Problem& problem, const at::Tensor& labels, LimeFill fill)
    : m_input(problem.input),
      m_hidden(problem.baseline),
      m_labels(labels.flatten().to(problem.input.device())) {
    if (fill == LimeFill::Baseline) return;
    // Raw and model space differ channel by channel in scale and offset: the means are the same.
    const at::Tensor pixels = m_input.flatten(1).to(at::kDouble);
    const std::int64_t count = segmentation::segmentCount(labels);
    const at::Tensor sums =
        at::zeros({colourChannels, count}, pixels.options()).index_add(1, m_labels, pixels);
    const at::Tensor means = sums / m_labels.bincount({}, count);
    m_hidden = means.index_select(1, m_labels).view_as(m_input).to(m_input.scalar_type());
}

at::Tensor LimePictures::of(const at::Tensor& samples) const {
    const at::Tensor there = samples.to(m_labels.device()).index_select(1, m_labels).gt(0.5);
    return at::where(there.view({samples.size(0), 1, m_input.size(1), m_input.size(2)}), m_input,
                     m_hidden);
}

at::Tensor LimePictures::map(const at::Tensor& weights) const {
    return weights.to(m_labels.device())
        .index_select(0, m_labels)
        .view({m_input.size(1), m_input.size(2)});
}

integration::Attribution limeWith(const Problem& problem, const LimePictures& pictures,
                                  const at::Tensor& samples,
                                  const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart,
                                 colourChannels);
    if (recorder.stopped()) return {};
    const std::vector<double> ends = recorder.values(at::stack({problem.baseline, problem.input}));
    recorder.reached({0, ends[0]}, problem.baseline, 0);
    PixelMap pixels(recorder);
    const auto count = static_cast<int>(samples.size(0));
    at::Tensor f = at::zeros({count}, at::kDouble);
    int known = 0;
    int fitted = 0;               // Samples that the map is of.
    LimeFit fit;                  // The map's.
    std::optional<double> error;  // The map's, once it was asked for.
    const auto left = [&](int begin, int end) { return pictures.of(samples.slice(0, begin, end)); };
    const auto take = [&](int begin, const at::Tensor& values) {
        known = begin + static_cast<int>(values.numel());
        f.slice(0, begin, known).copy_(values);
    };
    const auto judge = [&] {
        error = errorOf(samples.slice(0, 0, known), f.slice(0, 0, known), pictures);
    };
    const auto refit = [&] {
        fit = fitLime(samples.slice(0, 0, known), f.slice(0, 0, known));
        fitted = known;
        pixels.show(pictures.map(fit.weights));
        if (!recorder.keepsMoments()) return;
        judge();
        recorder.show({MomentKind::Pictures, known, count}, error);
    };
    const auto reached = [&](int done) {
        if (done == count || (done - fitted) * mostFits >= count) refit();
        const double share = static_cast<double>(done) / count;
        recorder.reached({share, ends[1]}, problem.input, share);
    };
    const bool complete = sampleValues(problem, recorder, count, left, take, reached);
    if (fitted < known) refit();
    if (!recorder.keepsMoments()) judge();
    integration::Attribution attribution = recorder.result(complete, error);
    if (known >= 2) attribution.sideNumbers = numbersOf(fit);
    return attribution;
}

Method lime() {
    return makeMethod(
        {.name = "lime",
         .title = "LIME",
         .summary = "Leaves superpixels out at random, and fits a linear model of what that does "
                    "to f: one number for each superpixel. Asks for values only.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::F},
         .withoutBaseline = {{"fill", std::string("mean")}}},
        limeTable(), runLime, estimateLime);
}

}  // namespace sigscope::methods
