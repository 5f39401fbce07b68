#include "engine/metrics/road.h"

#include <numeric>

#include "engine/problem/named_stream.h"
#include "tests/engine/metrics/linear_network.h"
#include "tests/engine/metrics/tiny2.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using golden::relativeDifference;
using metrics::Imputer;

namespace {

/// Two implementations in float64, the equations solved to 1e-12.
constexpr double roadTolerance = 1e-8;

metrics::RoadOptions goldenRoadOptions(const golden::Tiny2& golden, const std::string& imputer) {
    return {golden::numbersOf(golden["road.percentages"]),
            imputer == "linear" ? Imputer::Linear : Imputer::ChannelMean,
            metrics::ImputationAccuracy::exact()};
}

void compareScores(const golden::Tiny2& golden, const std::string& entry,
                   const metrics::Scores& scores) {
    CHECK(scores.accuracy == golden::numbersOf(golden[entry + "/accuracy"]));
    CHECK(relativeDifference(scores.probability, golden[entry + "/probability"]) <= roadTolerance);
}

at::Tensor maskOfHighest(const at::Tensor& order, std::int64_t count, at::IntArrayRef sizes) {
    return at::zeros({order.numel()}, at::kBool)
        .index_fill_(0, order.slice(0, 0, count), true)
        .view(sizes);
}

/// A bright square on black, which raises class 1 of a linear network: `square` [H, W], the square
/// itself, is what a map should be.
Problem squareProblem(at::Tensor& square) {
    square = at::zeros({16, 16}, at::kDouble);
    square.slice(0, 5, 11).slice(1, 5, 11).fill_(1);
    const at::Tensor picture = square.expand({3, 16, 16}).contiguous();
    // In model space it is about 2.4 and black -2: the logit goes from about 5 to about -4.
    const at::Tensor rise = 0.02 * picture.flatten();
    Problem problem =
        linearProblem(smallProblem({.seed = 3}), at::stack({at::zeros_like(rise), rise}));
    problem.input = models::normalise(picture, problem.classifier->preprocessing);
    return problem;
}

}  // namespace

TEST_CASE("golden.road: every share, seed and imputer as the published program", "[quick]") {
    int compared = 0;
    const auto goldens = golden::tiny2Goldens();
    for (const golden::Tiny2& golden : goldens)
        for (const std::string map : {"ig.prob", "sig.prob"})
            for (const std::string imputer : {"linear", "fixed"})
                for (int seed = 0; seed < 3; ++seed) {
                    const std::string entry =
                        "road." + map + "." + imputer + ".seed" + std::to_string(seed);
                    INFO(golden.file << ": " << entry);
                    const at::Tensor s =
                        metrics::summarise(golden["map." + map], metrics::Summary::SumOfMagnitudes);
                    const metrics::RoadDraw draw{golden["road.tie"][seed],
                                                 golden["road.noise"][seed]};
                    const metrics::RoadCurves curves = metrics::road(
                        golden.problem, golden.label, s, draw, goldenRoadOptions(golden, imputer));
                    compareScores(golden, entry + ".morf", curves.morf);
                    compareScores(golden, entry + ".lerf", curves.lerf);
                    // The accuracies' mean is rounded; a gap of probabilities is a difference.
                    CHECK(
                        (at::tensor({curves.accuracyGap(), curves.probabilityGap()}, at::kDouble) -
                         golden[entry + "/gap"])
                            .abs()
                            .max()
                            .item<double>() <= roadTolerance);
                    ++compared;
                }
    CHECK((compared > 0 || goldens.empty()));
}

TEST_CASE("golden.road: imputed pictures as the published program's", "[quick]") {
    for (const golden::Tiny2& golden : golden::tiny2Goldens()) {
        const at::Tensor s =
            metrics::summarise(golden["map.ig.prob"], metrics::Summary::SumOfMagnitudes);
        const at::Tensor order = metrics::roadOrder(s, golden["road.tie"][0]);
        for (const std::string imputer : {"linear", "fixed"})
            for (const std::string side : {"morf", "lerf"})
                for (const double share : {0.3, 0.7}) {
                    const std::string entry = "road.ig.prob." + imputer + "." + side + "/imputed" +
                                              (share == 0.3 ? "0.3" : "0.7");
                    INFO(golden.file << ": " << entry);
                    const at::Tensor highest =
                        maskOfHighest(order, metrics::countOf(share, s.numel()), s.sizes());
                    const at::Tensor removed = side == "morf" ? highest : highest.logical_not();
                    const at::Tensor picture = metrics::roadPictures(
                        golden["raw"], removed.unsqueeze(0), golden["road.noise"][0],
                        goldenRoadOptions(golden, imputer))[0];
                    CHECK(relativeError(picture, golden[entry]) <= roadTolerance);
                }
    }
}

TEST_CASE("road: a removed pixel is the weighted mean of its neighbours", "[quick]") {
    const at::Tensor raw = NamedStream("test/0/raw/0").uniforms(3 * 5 * 5).view({3, 5, 5});
    at::Tensor removed = at::zeros({1, 5, 5}, at::kBool);
    removed[0][2][2].fill_(true);
    removed[0][0][0].fill_(true);
    const at::Tensor imputed =
        metrics::imputeLinear(raw, removed, metrics::ImputationAccuracy::exact())[0];
    const at::Tensor weights =
        at::tensor({1, 2, 1, 2, 0, 2, 1, 2, 1}, at::kDouble).div(12).view({3, 3});
    const at::Tensor middle =
        (raw.slice(1, 1, 4).slice(2, 1, 4) * weights).sum({1, 2});  // They sum to 1.
    CHECK((imputed.select(1, 2).select(1, 2) - middle).abs().max().item<double>() <= 1e-12);
    // In a corner there are three neighbours: 1/6, 1/6 and 1/12.
    const auto at = [&](int y, int x) { return raw.select(1, y).select(1, x); };
    const at::Tensor corner = 0.4 * at(0, 1) + 0.4 * at(1, 0) + 0.2 * at(1, 1);
    CHECK((imputed.select(1, 0).select(1, 0) - corner).abs().max().item<double>() <= 1e-12);
    CHECK(at::equal(imputed.select(1, 4), raw.select(1, 4)));
}

TEST_CASE("road: float32 is as close to float64 as the noise wants it", "[quick]") {
    const at::Tensor raw = NamedStream("test/0/raw/1").uniforms(3 * 40 * 40).view({3, 40, 40});
    const at::Tensor order = NamedStream("test/0/order/0").permutation(1600);
    at::Tensor blob = at::zeros({40, 40}, at::kBool);
    blob.slice(0, 2, 38).slice(1, 2, 38).fill_(true);
    const at::Tensor removed = at::stack({maskOfHighest(order, 1440, {40, 40}), blob});
    const at::Tensor exact =
        metrics::imputeLinear(raw, removed, metrics::ImputationAccuracy::exact());
    const at::Tensor fast = metrics::imputeLinear(raw, removed);
    // The noise that is added has a deviation of 0.01.
    CHECK((fast - exact).abs().max().item<double>() <= 1e-3);
}

TEST_CASE("road: a constant picture is imputed by itself", "[quick]") {
    const at::Tensor raw = at::full({3, 12, 12}, 0.25, at::kDouble);
    at::Tensor removed = at::ones({1, 12, 12}, at::kBool);
    removed[0][7][4].fill_(false);
    CHECK((metrics::imputeLinear(raw, removed, metrics::ImputationAccuracy::exact()) - 0.25)
              .abs()
              .max()
              .item<double>() <= 1e-9);
    CHECK((metrics::imputeChannelMean(raw, removed) - 0.25).abs().max().item<double>() <= 1e-15);
    CHECK_THROWS_WITH(metrics::imputeLinear(raw, at::ones({1, 12, 12}, at::kBool)),
                      Catch::Matchers::Contains("no pixel is kept"));
}

TEST_CASE("road: LeRF's point of share p is where 1 − p is removed", "[quick]") {
    at::Tensor square;
    const Problem problem = squareProblem(square);
    metrics::MetricContext context{
        .problem = problem, .attribution = square.unsqueeze(0), .label = problem.objective.target};
    context.options.ratios = {0.1, 0.2, 0.5};
    const MetricResult result = metrics::runMetric(metrics::metricNamed("road"), context);
    REQUIRE(result.curves.size() == 4);
    CHECK(result.curves[0].name == "MoRF");
    CHECK(result.curves[0].x == std::vector{0.1, 0.2, 0.5});
    CHECK(result.curves[1].name == "LeRF");
    CHECK(result.curves[1].x == std::vector{1 - 0.5, 1 - 0.2, 1 - 0.1});
    CHECK(result.standardDeviation.has_value());
}

TEST_CASE("road: a map that is right scores better than its opposite and than random maps",
          "[quick]") {
    at::Tensor square;
    const Problem problem = squareProblem(square);
    const auto gap = [&](const at::Tensor& map) {
        return metrics::road(problem, problem.objective.target, map, metrics::drawRoad(0, 16, 16),
                             {})
            .probabilityGap();
    };
    const double right = gap(square);
    // Without the square the class is gone, with it alone it is sure.
    CHECK(right > 0.8);
    CHECK(gap(1 - square) < 0);
    // Chance: MoRF and LeRF of a random map remove alike, so that the mean gap is near 0.
    double sum = 0;
    constexpr int maps = 20;
    for (int i = 0; i < maps; ++i) {
        const double chance =
            gap(NamedStream("test/0/map/" + std::to_string(i)).uniforms(256).view({16, 16}));
        CHECK(chance < right);
        sum += chance;
    }
    CHECK(std::abs(sum / maps) < right / 4);
}

TEST_CASE("road: draws are named, differ, and are the same again", "[quick]") {
    const auto first = metrics::drawRoad(0, 8, 6);
    CHECK(first.tie.sizes() == at::IntArrayRef{8, 6});
    CHECK(first.noise.sizes() == at::IntArrayRef{3, 8, 6});
    CHECK(at::equal(first.noise, metrics::drawRoad(0, 8, 6).noise));
    CHECK_FALSE(at::equal(first.tie, metrics::drawRoad(1, 8, 6).tie));
}

TEST_CASE("road: stops between micro-batches when it is told to", "[quick]") {
    at::Tensor square;
    const Problem problem = squareProblem(square);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(
        metrics::road(problem, 0, square, metrics::drawRoad(0, 16, 16), {}, stop.get_token()),
        metrics::Stopped);
}
