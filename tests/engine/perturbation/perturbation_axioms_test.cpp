// Properties of the methods that perturb the picture, and of those along random paths.

#include <cmath>
#include <stop_token>

#include "engine/methods/lime.h"
#include "engine/methods/rise.h"
#include "engine/methods/sobol.h"
#include "engine/methods/stochastic_path.h"
#include "engine/methods/xrai.h"
#include "engine/paths/random_distribution.h"
#include "engine/problem/gradients.h"
#include "tests/support/golden_settings.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"
#include "tests/support/walk_probe.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// A problem whose f sees nothing of the picture but what `seen` [H, W] lets through.
Problem problemThrough(const at::Tensor& seen) {
    return smallProblem({.seed = 81, .mask = seen});
}

Problem constantProblem() {
    return problemThrough(at::zeros({16, 16}, at::kDouble));
}

integration::Attribution runIn(const Problem& problem, const std::string& method,
                               const ParameterValues& values, int atOnce) {
    integration::Observer observer;
    integration::BatchSizer batches(atOnce);
    golden::GoldenInputs auxiliary(at::stack({problem.baseline, problem.input.flip(2)}));
    return methods::builtInMethods().find(method).run(
        problem, values, {{}, observer, batches, 512LL << 20, &auxiliary});
}

double largest(const at::Tensor& map) {
    return map.abs().max().item<double>();
}

double fAt(const Problem& problem, const at::Tensor& point) {
    return evaluateValues(problem, point.unsqueeze(0)).front();
}

}  // namespace

TEST_CASE("rise: centred, a constant f gives nothing; as published it gives f",
          "[quick][method.rise]") {
    const Problem problem = constantProblem();
    const auto map = [&](const std::string& estimate) {
        return runMethod(problem, "rise", {{"samples", std::int64_t{300}}, {"estimate", estimate}})
            .map;
    };
    CHECK(largest(map("centred")) == 0);
    const double f = fAt(problem, problem.input);
    // A pixel's mask has a standard deviation of at most ½, a share of 1/√300 of the map's mean.
    CHECK(largest(map("mean") / f - 1) < 5 / std::sqrt(300.0));
}

TEST_CASE("rise: two halves of the samples tell how far two runs are apart",
          "[quick][method.rise]") {
    const Problem problem = smallProblem({.seed = 82});
    const auto run = [&](std::int64_t seed) {
        return runMethod(problem, "rise", {{"samples", std::int64_t{300}}, {"draw-seed", seed}});
    };
    const auto first = run(1);
    const auto second = run(2);
    REQUIRE(first.error);
    const double apart = (first.map - second.map).sum(0).norm().item<double>() / std::sqrt(2.0);
    CHECK(*first.error > 0.4 * apart);
    CHECK(*first.error < 2.5 * apart);
}

TEST_CASE("rise: masks are stretched over the picture, whatever its shape", "[quick]") {
    const methods::RiseDraw draw = methods::drawRise({.cells = 4}, 3, {17, 30}, 0, 6);
    const at::Tensor masks = methods::riseMasks(draw, {17, 30});
    CHECK(masks.sizes().vec() == std::vector<std::int64_t>{6, 17, 30});
    CHECK(masks.min().item<double>() >= 0);
    CHECK(masks.max().item<double>() <= 1 + 1e-12);
    const methods::RiseDraw open{at::ones({1, 4, 4}, at::kDouble), at::zeros({1, 2}, at::kLong)};
    CHECK(largest(methods::riseMasks(open, {17, 30}) - 1) < 1e-12);
}

TEST_CASE("sampling: maps do not depend on how many points are evaluated at once", "[quick]") {
    const Problem problem = smallProblem({.seed = 83});
    for (const char* method : {"rise", "lime", "sobol", "expected-gradients", "spi"}) {
        ParameterValues values;
        const MethodSpec spec = methods::builtInMethods().find(method).spec;
        for (const ParameterSpec& parameter : spec.parameters) {
            if (parameter.name == "samples") values["samples"] = std::int64_t{40};
            if (parameter.name == "grid") values["grid"] = std::int64_t{3};
            if (parameter.name == "paths") values["paths"] = std::int64_t{5};
        }
        INFO(method);
        const auto few = runIn(problem, method, values, 3);
        const auto many = runIn(problem, method, values, 8);
        REQUIRE(few.complete);
        CHECK(largest(many.map) > 0);
        CHECK(relativeError(few.map, many.map) < 1e-10);
    }
}

TEST_CASE("lime: finds the weights of a linear f, and says how well they fit",
          "[quick][method.lime]") {
    const at::Tensor samples = methods::drawLime(2000, 6, 4);
    CHECK(samples[0].eq(1).all().item<bool>());
    const at::Tensor weights = at::tensor({2.0, -1.0, 0.0, 0.5, 0.0, 3.0}, at::kDouble);
    const methods::LimeFit fit = methods::fitLime(samples, at::matmul(samples, weights) + 7);
    // The ridge draws the weights to 0: by 1 beside what is some hundred here.
    CHECK(largest(fit.weights - weights) < 0.05);
    CHECK(fit.localPrediction == Approx(fit.intercept + fit.weights.sum().item<double>()));
    CHECK(fit.localPrediction == Approx(7 + 4.5).epsilon(0.01));
    CHECK(fit.r2 > 0.999);
    CHECK(fit.r2 <= 1);
}

TEST_CASE("lime: a superpixel that f does not see has no weight; labels come from a file",
          "[quick][method.lime]") {
    at::Tensor seen = at::zeros({16, 16}, at::kDouble);
    seen.slice(0, 0, 3).fill_(1);  // Within the first of four stripes.
    const auto attribution =
        runIn(problemThrough(seen), "lime",
              {{"labels", std::string("stripes.png")}, {"samples", std::int64_t{800}}}, 8);
    const at::Tensor weights = attribution.map[0].select(1, 0);
    // The others have what chance and the ridge leave of the correlation with the first.
    for (const int row : {5, 9, 13})
        CHECK(std::abs(weights[row].item<double>()) < 0.1 * std::abs(weights[0].item<double>()));
    CHECK(at::equal(attribution.map[0].slice(0, 0, 4), weights[0].expand({4, 16})));
    CHECK(largest(runIn(constantProblem(), "lime", {}, 8).map) < 1e-12);
}

TEST_CASE(
    "lime: its map grows in few steps however many samples there are; stopped, it has them all",
    "[quick][method.lime]") {
    int evaluations = 0;
    std::stop_source stop;
    int stopAt = 5000;
    const Problem problem = smallProblem({.seed = 84, .beforeEvaluation = [&] {
                                              if (++evaluations == stopAt) stop.request_stop();
                                          }});
    const auto labels = at::arange(16, at::kLong).floor_divide(4).view({16, 1}).repeat({1, 16});
    const methods::LimePictures pictures(problem, labels, methods::LimeFill::OwnMean);
    const at::Tensor samples = methods::drawLime(1000, 4, 1);
    const auto run = [&](WalkProbe& probe) {
        integration::BatchSizer batches(1);
        const integration::RunContext context{stop.get_token(), probe, batches, 512LL << 20};
        return methods::limeWith(problem, pictures, samples, context);
    };
    WalkProbe whole;
    REQUIRE(run(whole).complete);
    CHECK(whole.waypoints.size() == 1001);
    int changes = 0;
    for (std::size_t i = 1; i < whole.waypoints.size(); ++i)
        changes += at::equal(whole.waypoints[i].map, whole.waypoints[i - 1].map) ? 0 : 1;
    CHECK(changes > 20);
    CHECK(changes <= 64);
    // Behind the last step that a map was fitted at.
    stopAt = evaluations + 500;
    WalkProbe part;
    const auto stopped = run(part);
    CHECK_FALSE(stopped.complete);
    const auto known = static_cast<std::int64_t>(part.waypoints.size()) - 1;
    REQUIRE(known > 400);
    REQUIRE(known < 600);
    const std::vector<double>& weights = stopped.sideNumbers.back().values;
    for (std::int64_t row = 0; row < 16; ++row)
        CHECK(stopped.map[0][row][0].item<double>() ==
              Approx(weights[static_cast<std::size_t>(row / 4)]).margin(1e-9));
}

TEST_CASE("sobol: nothing of a constant f, nor where f does not look", "[quick][method.sobol]") {
    const ParameterValues values{{"grid", std::int64_t{4}}};
    CHECK(largest(runMethod(constantProblem(), "sobol", values).map) == 0);
    at::Tensor seen = at::zeros({16, 16}, at::kDouble);
    seen.slice(0, 0, 4).slice(1, 0, 4).fill_(1);  // The first of the cells.
    const at::Tensor map = runMethod(problemThrough(seen), "sobol", values).map[0];
    CHECK(map[1][1].item<double>() > 0.5);
    // Three cells away, beyond what a bicubic stretch mixes, is what rounding makes of f, squared.
    CHECK(largest(map.slice(0, 13)) < 1e-20);
    CHECK(largest(map.slice(1, 13)) < 1e-20);
}

TEST_CASE("sobol: the seed shifts the design, which stays even", "[quick][method.sobol]") {
    const at::Tensor plain = methods::sobolDesign(16, 2, 0).slice(0, 0, 16);
    const at::Tensor shifted = methods::sobolDesign(16, 2, 5).slice(0, 0, 16);
    CHECK_FALSE(at::equal(plain, shifted));
    // One point in each sixteenth, in every dimension.
    for (const at::Tensor& points : {plain, shifted})
        for (std::int64_t i = 0; i < 4; ++i)
            CHECK(at::equal(std::get<0>(points.select(1, i).mul(16).floor().sort()),
                            at::arange(16, at::kDouble)));
    CHECK_THROWS_WITH(
        methods::builtInMethods().find("sobol").requireSense({{"points", std::int64_t{33}}}),
        Catch::Contains("power of two"));
}

TEST_CASE("xrai: shares out what the attribution is, and ranks by the mean",
          "[quick][method.xrai]") {
    at::Tensor attribution = at::zeros({20, 20}, at::kDouble);
    attribution.slice(0, 0, 10).fill_(3);
    attribution[0][0].fill_(203);
    at::Tensor regions = at::zeros({3, 20, 20}, at::kBool);
    regions[0].slice(0, 10, 15).fill_(true);  // Nothing: the mean is 0.
    regions[1].slice(0, 0, 10).fill_(true);   // 4 on the mean.
    regions[2].slice(0, 0, 1).fill_(true);    // Most for each pixel, but of 20 pixels only.
    for (const auto order : {methods::XraiOrder::Full, methods::XraiOrder::Fast}) {
        const methods::RankedRegions ranked = methods::rankRegions(attribution, regions, order);
        CHECK(ranked.ranks[0][0].item<int>() == 1);
        CHECK(ranked.ranks[12][0].item<int>() == 2);
        CHECK(ranked.ranks[19][0].item<int>() == 3);
        CHECK(ranked.map[5][5].item<double>() == Approx(4));
        CHECK(ranked.map.sum().item<double>() == Approx(attribution.sum().item<double>()));
    }
}

TEST_CASE("xrai: of any method's attribution, the sum of its largest channel is kept",
          "[quick][method.xrai]") {
    const Problem problem = smallProblem({.seed = 84});
    const auto ranked = runMethod(problem, "xrai", {{"attribution", std::string("ig")}});
    REQUIRE(ranked.complete);
    CHECK(ranked.copies == 3);
    const at::Tensor pixels = runMethod(problem, "ig", {}).map.amax(0);
    CHECK(ranked.map[0].sum().item<double>() == Approx(pixels.sum().item<double>()));
    CHECK(at::equal(ranked.map[0], ranked.map[2]));
}

TEST_CASE("expected gradients: from the baseline alone it is Integrated Gradients",
          "[quick][method.expected-gradients]") {
    const Problem problem = smallProblem({.seed = 85});
    const auto attribution =
        runIn(problem, "expected-gradients",
              {{"samples", std::int64_t{1000}}, {"reference-count", std::int64_t{1}}}, 8);
    REQUIRE(attribution.complete);
    const at::Tensor ig = runMethod(problem, "ig", {{"steps", std::int64_t{513}}}).map;
    // Of each thousandth of the path one gradient, somewhere in it.
    CHECK(relativeError(attribution.map, ig) < 1e-2);
    const double change = attribution.nodes.back().f - attribution.nodes.front().f;
    CHECK(change == Approx(fAt(problem, problem.input) - fAt(problem, problem.baseline)));
    CHECK(attribution.map.sum().item<double>() == Approx(change).epsilon(0.02));
}

TEST_CASE("spi: with an endless concentration it is Integrated Gradients", "[quick][method.spi]") {
    const Problem problem = smallProblem({.seed = 86});
    constexpr int nodes = 33;
    const at::Tensor even =
        paths::dirichletIncrements("even", problem.input.sizes(), 1e14, nodes).to(at::kDouble);
    integration::Observer observer;
    integration::BatchSizer batches(8);
    const integration::RunContext context{{}, observer, batches, 512LL << 20};
    const auto random =
        methods::integrateAlong(problem, {even, even}, {}, methods::OverPaths::Mean, context);
    const at::Tensor ig = runMethod(problem, "ig", {{"steps", std::int64_t{nodes}}}).map;
    // F is in float32.
    CHECK(relativeError(random.map, ig) < 1e-5);
}

TEST_CASE("spi: which path is shown changes no map", "[quick][method.spi]") {
    const Problem problem = smallProblem({.seed = 87});
    const auto shown = [&](std::int64_t path) {
        WalkProbe probe;
        const auto attribution = runMethod(
            problem, "spi",
            {{"paths", std::int64_t{3}}, {"steps", std::int64_t{9}}, {"shown-path", path}}, probe);
        return std::pair(attribution.map, probe.waypoints);
    };
    const auto [map, points] = shown(1);
    const auto [same, others] = shown(3);
    REQUIRE((points.size() == 9 && others.size() == 9));
    CHECK(at::equal(map, same));
    CHECK(at::equal(points.front().point, others.front().point));
    CHECK_FALSE(at::equal(points[4].point, others[4].point));
    CHECK_THROWS_WITH(shown(4), Catch::Contains("shown-path: 4 is none of the 3 paths"));
}

TEST_CASE("spi: adds up to what f changes by", "[quick][method.spi]") {
    const Problem problem = smallProblem({.seed = 87});
    const double change = fAt(problem, problem.input) - fAt(problem, problem.baseline);
    for (const char* drawing : {"increments", "sticks"}) {
        const auto attribution = runMethod(problem, "spi",
                                           {{"paths", std::int64_t{4}},
                                            {"steps", std::int64_t{129}},
                                            {"drawing", std::string(drawing)}});
        INFO(drawing);
        CHECK(attribution.nodes.front().f == Approx(fAt(problem, problem.baseline)));
        CHECK(attribution.nodes.back().f == Approx(fAt(problem, problem.input)));
        CHECK(attribution.map.sum().item<double>() == Approx(change).epsilon(0.05));
    }
}

TEST_CASE("random distributions: have a Dirichlet process' mean and variance at every node",
          "[quick][method.spi]") {
    constexpr int nodes = 9;
    constexpr std::int64_t side = 60;
    constexpr double elements = 3.0 * side * side;
    for (const double concentration : {0.05, 1.0, 20.0}) {
        const at::Tensor drawn =
            paths::dirichletIncrements("moments", {3, side, side}, concentration, nodes)
                .to(at::kDouble)
                .flatten(1);
        CHECK(drawn[0].eq(0).all().item<bool>());
        CHECK(drawn[nodes - 1].eq(1).all().item<bool>());
        CHECK(at::diff(drawn, 1, 0).ge(-1e-6).all().item<bool>());
        for (int k = 1; k + 1 < nodes; ++k) {
            const double t = static_cast<double>(k) / (nodes - 1);
            const double variance = t * (1 - t) / (concentration + 1);
            INFO("α " << concentration << " at " << t);
            // Five standard errors; that of a variance is at most that of a fair coin's.
            CHECK(std::abs(drawn[k].mean().item<double>() - t) <
                  5 * std::sqrt(variance / elements));
            CHECK(std::abs(drawn[k].var().item<double>() - variance) <
                  5 * 0.25 / std::sqrt(elements));
        }
    }
}

TEST_CASE("gamma numbers: have their shape's mean, and a logarithm however small they are",
          "[quick][method.spi]") {
    constexpr std::int64_t count = 20'000;
    for (const double shape : {0.5, 3.0}) {
        const at::Tensor numbers = paths::logGammaNumbers("mean", shape, count).exp();
        CHECK(std::abs(numbers.mean().item<double>() - shape) < 5 * std::sqrt(shape / count));
    }
    const at::Tensor tiny = paths::logGammaNumbers("tiny", 1e-4, count);
    CHECK(tiny.isfinite().all().item<bool>());
    // Nearly −E/shape, E exponential of mean 1.
    CHECK(-1e-4 * tiny.mean().item<double>() == Approx(1).epsilon(0.05));
}

TEST_CASE("spi-p: is a probability, and certain where all paths agree", "[quick][method.spi-p]") {
    const Problem problem = smallProblem({.seed = 88});
    const at::Tensor map = runMethod(problem, "spi-p", {{"paths", std::int64_t{4}}}).map;
    CHECK(map.min().item<double>() >= 0);
    CHECK(map.max().item<double>() <= 1);
    CHECK(map.max().item<double>() > 0.3);
    at::Tensor sums = at::arange(100, at::kDouble).view({1, 10, 10}).repeat({3, 1, 1});
    const at::Tensor certain = methods::exceedance(sums);
    CHECK(certain.sum().item<double>() == 5);  // 95 … 99 are above the quantile, 94.05.
    sums[0][9][9] += 30;
    const double likely = methods::exceedance(sums)[9][9].item<double>();
    CHECK(likely > 0.5);
    CHECK(likely < 1);
}

TEST_CASE("ma-gig: begins at the baseline and ends at the picture, exactly",
          "[quick][method.ma-gig]") {
    const Problem problem = smallProblem({.seed = 89});
    golden::GoldenInputs auxiliary(problem.input);
    for (const char* move : {"spherical", "linear"}) {
        WalkProbe probe;
        const auto attribution = runMethod(problem, "ma-gig",
                                           {{"steps", std::int64_t{12}},
                                            {"move", std::string(move)},
                                            {"vae", std::string("tiny")}},
                                           probe, 512LL << 20, &auxiliary);
        INFO(move);
        REQUIRE(probe.waypoints.size() == 12);
        CHECK(at::equal(probe.waypoints.front().point, problem.baseline));
        CHECK(at::equal(probe.waypoints.back().point, problem.input));
        CHECK(attribution.nodes.front().f == Approx(fAt(problem, problem.baseline)));
        CHECK(attribution.nodes.back().f == Approx(fAt(problem, problem.input)));
        CHECK(probe.waypoints.back().evaluations == 13);
        // Nothing is there before the first step, all at the end, and ever more between.
        REQUIRE(attribution.sideNumbers.size() == 1);
        const std::vector<double>& arrived = attribution.sideNumbers.front().values;
        REQUIRE(arrived.size() == 12);
        CHECK(arrived.front() == 0);
        CHECK(arrived[6] > 0);
        CHECK(arrived[6] < 1);
        CHECK(arrived.back() == 1);
    }
}
