#include "engine/metrics/road.h"

#include <ATen/ATen.h>

#include <numeric>
#include <string>

#include "engine/metrics/draws.h"
#include "engine/problem/named_stream.h"

namespace sigscope::metrics {

namespace {

constexpr double noiseDeviation = 0.01;  ///< Of imputed values, in raw units.

double meanDifference(const std::vector<double>& kept, const std::vector<double>& removed) {
    double sum = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) sum += kept[i] - removed[i];
    return sum / static_cast<double>(kept.size());
}

/// The removed pixels of MoRF at each share, then those of LeRF, bool, [2·|p|, H, W].
at::Tensor removedPixels(const at::Tensor& order, const at::Tensor& map,
                         const std::vector<double>& shares) {
    std::vector<at::Tensor> highest;
    for (const double share : shares)
        highest.push_back(at::zeros({map.numel()}, at::kBool)
                              .index_fill_(0, order.slice(0, 0, countOf(share, map.numel())), true)
                              .view(map.sizes()));
    const at::Tensor first = at::stack(highest);
    return at::cat({first, first.logical_not()});
}

Scores part(const Scores& scores, std::size_t begin, std::size_t end) {
    const auto cut = [&](const std::vector<double>& numbers) {
        return std::vector<double>(numbers.begin() + static_cast<std::ptrdiff_t>(begin),
                                   numbers.begin() + static_cast<std::ptrdiff_t>(end));
    };
    return {cut(scores.probability), cut(scores.accuracy)};
}

/// Where LeRF's points lie on an axis of what was removed: ascending, so in reverse.
MetricCurve lerfCurve(const std::vector<double>& shares, const std::vector<double>& scores,
                      const std::string& quantity) {
    MetricCurve curve{"LeRF", "share removed", quantity, {}, {scores.rbegin(), scores.rend()}};
    for (auto share = shares.rbegin(); share != shares.rend(); ++share)
        curve.x.push_back(1 - *share);
    return curve;
}

MetricCurve morfCurve(const std::vector<double>& shares, const std::vector<double>& scores,
                      const std::string& quantity) {
    return {"MoRF", "share removed", quantity, shares, scores};
}

Scores meanScores(const std::vector<RoadCurves>& draws, Scores RoadCurves::*side) {
    std::vector<std::vector<double>> probability, accuracy;
    for (const RoadCurves& draw : draws) {
        probability.push_back((draw.*side).probability);
        accuracy.push_back((draw.*side).accuracy);
    }
    return {meanCurve(probability), meanCurve(accuracy)};
}

MetricResult roadResult(const std::vector<RoadCurves>& draws) {
    std::vector<double> probability, accuracy;
    for (const RoadCurves& curves : draws) {
        probability.push_back(curves.probabilityGap());
        accuracy.push_back(curves.accuracyGap());
    }
    MetricResult result = overDraws(probability);
    const MetricResult ofAccuracy = overDraws(accuracy);
    result.parts = {{"GAP of accuracy", ofAccuracy.value},
                    {"its standard deviation", ofAccuracy.standardDeviation}};
    const std::vector<double>& shares = draws.front().shares;
    const Scores morf = meanScores(draws, &RoadCurves::morf);
    const Scores lerf = meanScores(draws, &RoadCurves::lerf);
    result.curves = {morfCurve(shares, morf.probability, "probability"),
                     lerfCurve(shares, lerf.probability, "probability"),
                     morfCurve(shares, morf.accuracy, "accuracy"),
                     lerfCurve(shares, lerf.accuracy, "accuracy")};
    return result;
}

MetricResult runRoad(const MetricContext& context) {
    at::Tensor map = summarise(context.attribution, context.options.summary);
    // Ranks are of magnitudes scaled to 0 … 1: moved above zero, a signed map keeps its order.
    if (context.options.summary == Summary::SignedSum) map = map - map.min();
    const RoadOptions options{context.options.ratios, context.options.imputer};
    std::vector<RoadCurves> draws;
    for (int seed = 0; seed < context.options.seeds; ++seed)
        draws.push_back(road(context.problem, context.label, map,
                             drawRoad(seed, map.size(0), map.size(1)), options, context.turn));
    MetricResult result = roadResult(draws);
    result.rule = options.imputer == Imputer::Linear ? "linear imputation" : "channel mean";
    return result;
}

}  // namespace

RoadDraw drawRoad(int seed, std::int64_t height, std::int64_t width) {
    const std::string name = "road/" + std::to_string(seed);
    return {
        NamedStream(name + "/tie/0").normals(height * width).to(at::kFloat).view({height, width}),
        NamedStream(name + "/noise/0").normals(3 * height * width).view({3, height, width})};
}

double RoadCurves::accuracyGap() const {
    return meanDifference(lerf.accuracy, morf.accuracy);
}

double RoadCurves::probabilityGap() const {
    return meanDifference(lerf.probability, morf.probability);
}

at::Tensor roadOrder(const at::Tensor& map, const at::Tensor& tie) {
    constexpr double leastSpan = 1e-5;
    constexpr double tieWeight = 1e-4;
    const at::Tensor magnitudes = map.abs().to(at::kFloat);
    const at::Tensor low = magnitudes.min();
    const at::Tensor scaled = (magnitudes - low) / (magnitudes.max() - low + leastSpan);
    return descendingOrder(scaled + tieWeight * tie);
}

at::Tensor roadPictures(const at::Tensor& raw, const at::Tensor& removed, const at::Tensor& noise,
                        const RoadOptions& options) {
    if (options.imputer == Imputer::ChannelMean) return imputeChannelMean(raw, removed);
    const at::Tensor imputed = imputeLinear(raw, removed, options.accuracy);
    const at::Tensor deviation = noiseDeviation * noise.to(raw.device());
    return imputed + removed.to(raw.device()).unsqueeze(1).to(at::kDouble) * deviation.unsqueeze(0);
}

RoadCurves road(const Problem& problem, int label, const at::Tensor& map, const RoadDraw& draw,
                const RoadOptions& options, const schedule::Turn& turn) {
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    const at::Tensor removed = removedPixels(roadOrder(map, draw.tie), map, options.shares);
    requireTurn(turn);
    const at::Tensor raw = models::denormalise(problem.input, preprocessing);
    const at::Tensor pictures =
        models::normalise(roadPictures(raw, removed, draw.noise, options), preprocessing);
    const Scores scores = scoresOf(*problem.classifier, label, pictures, turn);
    const std::size_t count = options.shares.size();
    return {options.shares, part(scores, 0, count), part(scores, count, 2 * count)};
}

Metric roadMetric() {
    return {{"road",
             "ROAD",
             "How much likelier the class stays where the least important pixels are removed than "
             "where the most important are, imputed so that the mask tells nothing: the mean "
             "difference of its probability (GAP).",
             Better::Higher,
             {},
             {},
             {"pixel-rank", "road-imputer", "metric-draws"}},
            runRoad};
}

}  // namespace sigscope::metrics
