// Maps of values at perturbed pictures against the published programs' (tests/data/golden/more): in
// float64, with the random arrays that those were made with.

#include "engine/methods/lime.h"
#include "engine/methods/rise.h"
#include "engine/methods/sobol.h"
#include "engine/methods/xrai.h"
#include "engine/problem/gradients.h"
#include "engine/problem/map_error.h"
#include "tests/support/tiny2.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using golden::Arrays;

namespace {

// float64 throughout: independent implementations agree to 1e-14.
constexpr double agreement = 1e-8;

template <typename Check>
void forEachTiny2(Check check) {
    for (const auto& file : golden::files(golden::Kind::Tiny2)) {
        INFO(file.filename().string());
        const Arrays arrays = golden::load(file);
        check(arrays, golden::tiny2Problem(arrays, Objective::Kind::Probability));
    }
}

double differenceOf(double value, const at::Tensor& expected) {
    return std::abs(value - expected.item<double>());
}

}  // namespace

TEST_CASE("golden.rise: masks and map equal the published program's", "[quick]") {
    forEachTiny2([](const Arrays& arrays, const Problem& problem) {
        const methods::RiseDraw all{arrays.at("rise.grid"), arrays.at("rise.shift")};
        CHECK(relativeError(methods::riseMasks(all, {32, 32}), arrays.at("rise.masks")) <=
              agreement);
        golden::QuietRun run;
        const auto attribution = methods::riseWith(
            problem, {.samples = 48, .cells = 5},
            [&](int begin, int end) {
                return methods::RiseDraw{all.grids.slice(0, begin, end),
                                         all.shifts.slice(0, begin, end)};
            },
            run.context());
        CHECK(attribution.complete);
        CHECK(relativeError(attribution.map[0], arrays.at("rise.prob/map")) <= agreement);
    });
}

TEST_CASE("golden.lime: the regression and its map equal the published program's", "[quick]") {
    forEachTiny2([](const Arrays& arrays, const Problem& problem) {
        const methods::LimePictures pictures(problem, arrays.at("segments"),
                                             methods::LimeFill::OwnMean);
        const at::Tensor samples = arrays.at("lime.samples").to(at::kDouble);
        golden::QuietRun run;
        const auto attribution = methods::limeWith(problem, pictures, samples, run.context());
        CHECK(attribution.complete);
        CHECK(relativeError(attribution.map[0], arrays.at("lime.prob/map")) <= agreement);
        const at::Tensor f = at::tensor(evaluateValues(problem, pictures.of(samples)), at::kDouble);
        const methods::LimeFit fit = methods::fitLime(samples, f);
        CHECK(relativeError(fit.weights, arrays.at("lime.prob/weights")) <= agreement);
        CHECK(differenceOf(fit.intercept, arrays.at("lime.prob/intercept")) <= agreement);
        CHECK(differenceOf(fit.r2, arrays.at("lime.prob/r2")) <= agreement);
        CHECK(differenceOf(fit.localPrediction, arrays.at("lime.prob/local_prediction")) <=
              agreement);
    });
}

TEST_CASE("golden.sobol: design, indices and map equal the published program's", "[quick]") {
    forEachTiny2([](const Arrays& arrays, const Problem& problem) {
        constexpr int points = 16;
        constexpr int grid = 4;
        const at::Tensor design = methods::sobolDesign(points, grid, /*seed=*/0);
        // Binary fractions: every bit.
        CHECK(at::equal(design, arrays.at("sobol.masks").flatten(1)));
        const at::Tensor f = arrays.at("sobol.prob/scores").view({grid * grid + 2, points});
        CHECK(relativeError(methods::totalIndices(f[0], f.slice(0, 2).t()),
                            arrays.at("sobol.prob/indices").flatten()) <= agreement);
        golden::QuietRun run;
        const auto attribution = methods::sobolWith(problem, design, run.context());
        CHECK(attribution.complete);
        CHECK(relativeError(attribution.map[0], arrays.at("sobol.prob/map")) <= agreement);
    });
}

TEST_CASE("golden.xrai: maps and ranks equal the published program's", "[quick]") {
    forEachTiny2([](const Arrays& arrays, const Problem&) {
        const at::Tensor attribution = arrays.at("map.ig.prob").amax(0);
        const at::Tensor regions = arrays.at("xrai.masks").to(at::kBool);
        for (const auto& [name, order] : {std::pair("full", methods::XraiOrder::Full),
                                          std::pair("fast", methods::XraiOrder::Fast)}) {
            const methods::RankedRegions ranked = methods::rankRegions(attribution, regions, order);
            INFO(name);
            const std::string entry = std::string("xrai.") + name;
            CHECK(relativeError(ranked.map, arrays.at(entry + "/map")) <= agreement);
            CHECK(at::equal(ranked.ranks, arrays.at(entry + "/ranks")));
        }
    });
}
