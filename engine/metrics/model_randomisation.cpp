#include "engine/metrics/model_randomisation.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "engine/error.h"
#include "engine/metrics/draws.h"
#include "engine/metrics/scores.h"
#include "engine/models/architectures/network_modules.h"
#include "engine/problem/named_stream.h"

namespace sigscope::metrics {

namespace {

/// Uniform in ±bound, by the tensor's name.
at::Tensor uniformWithin(double bound, const at::Tensor& like, const std::string& name, int seed) {
    const NamedStream stream("randomisation/" + std::to_string(seed) + "/" + name + "/0");
    return ((2 * stream.uniforms(like.numel()) - 1) * bound)
        .view(like.sizes())
        .to(like.scalar_type());
}

/// The tensors of one layer as it is born.
void addBornAnew(const models::StateDict& state, const std::string& layer, int seed,
                 models::StateDict& random) {
    const at::Tensor* weight = state.find(models::tensorOfLayer(layer, "weight"));
    if (!weight) throw Error(state.source() + ": has no layer " + layer + " with a weight");
    const bool isNorm = weight->dim() == 1;
    const double bound =
        isNorm ? 0 : std::sqrt(static_cast<double>(weight->size(0)) / weight->numel());
    for (const std::string_view part : {"weight", "bias", "running_mean", "running_var"}) {
        const std::string name = models::tensorOfLayer(layer, part);
        const at::Tensor* tensor = state.find(name);
        if (!tensor) continue;
        const bool isOne = part == "weight" || part == "running_var";
        if (isNorm)
            random.add(name, isOne ? at::ones_like(*tensor) : at::zeros_like(*tensor));
        else
            random.add(name, uniformWithin(bound, *tensor, name, seed));
    }
}

MetricCurve similarityCurve(const std::vector<StageSimilarity>& stages, const std::string& name,
                            std::optional<double> MapSimilarity::*measure) {
    MetricCurve curve{name, "layers replaced, from the output", "similarity", {}, {}};
    for (const StageSimilarity& stage : stages) {
        curve.x.push_back(static_cast<double>(curve.x.size()) + 1);
        curve.y.push_back(
            (stage.similarity.*measure).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return curve;
}

/// The mean of what is defined of a curve.
std::optional<double> definedMean(const MetricCurve& curve) {
    std::vector<double> defined;
    std::ranges::copy_if(curve.y, std::back_inserter(defined),
                         [](double value) { return std::isfinite(value); });
    return overDraws(defined).value;
}

MetricResult runRandomisation(const MetricContext& context) {
    const auto stages = modelRandomisation(context.problem, context.attribution, context.attribute,
                                           context.randomised, context.turn);
    MetricResult result;
    result.curves = {similarityCurve(stages, "Spearman of Σ|A|", &MapSimilarity::absoluteRanks),
                     similarityCurve(stages, "Spearman of ΣA", &MapSimilarity::signedRanks),
                     similarityCurve(stages, "SSIM of Σ|A|", &MapSimilarity::structure)};
    result.value = definedMean(result.curves.front());
    for (const MetricCurve& curve : result.curves)
        result.parts.push_back({"mean " + curve.name, definedMean(curve)});
    if (!result.value) result.why = "a map is the same everywhere";
    return result;
}

}  // namespace

models::StateDict bornAnew(const models::StateDict& state, const std::vector<std::string>& layers,
                           int seed) {
    models::StateDict random(state.source());
    for (const std::string& layer : layers) addBornAnew(state, layer, seed, random);
    return random;
}

models::StateDict withRandomLayers(const models::StateDict& state, const models::StateDict& random,
                                   const std::vector<std::string>& layers) {
    models::StateDict replaced(state.source());
    for (const auto& [name, tensor] : state.entries()) {
        const bool isOfThem = std::ranges::count(layers, models::layerOfTensor(name)) > 0;
        const at::Tensor* other = isOfThem ? random.find(name) : nullptr;
        replaced.add(name, other ? *other : tensor);
    }
    return replaced;
}

models::StateDict randomisedState(const models::StateDict& state, const models::StateDict& random,
                                  const std::vector<std::string>& layers, std::size_t stage,
                                  Randomisation randomisation) {
    const auto last = layers.begin() + static_cast<std::ptrdiff_t>(stage);
    const auto first = randomisation == Randomisation::Cascade ? layers.begin() : last;
    return withRandomLayers(state, random, {first, last + 1});
}

StageSimilarity similarityAt(const RandomisedStage& stage, const Problem& problem,
                             const at::Tensor& original, const Attribute& attribute) {
    Problem randomised = problem;
    randomised.classifier = stage.classifier();
    const at::Tensor map = attribute(randomised);
    return {stage.name, map, similarityOf(original, map)};
}

std::vector<StageSimilarity> modelRandomisation(const Problem& problem, const at::Tensor& original,
                                                const Attribute& attribute,
                                                const std::vector<RandomisedStage>& stages,
                                                const schedule::Turn& turn) {
    std::vector<StageSimilarity> similarities;
    for (const RandomisedStage& stage : stages) {
        requireTurn(turn);
        similarities.push_back(similarityAt(stage, problem, original, attribute));
    }
    return similarities;
}

Metric randomisationMetric() {
    return {{"randomisation",
             "Model randomisation",
             "How alike the map stays where the network's layers are replaced by random ones, from "
             "the output back: the mean rank correlation of Σ|A|. A map that stays the same does "
             "not explain the network.",
             Better::Lower,
             {},
             {MetricNeed::Method, MetricNeed::Randomised},
             {"randomise", "randomised-stages"}},
            runRandomisation};
}

}  // namespace sigscope::metrics
