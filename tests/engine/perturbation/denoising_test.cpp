// The reverse steps of a diffusion model against golden arrays (tests/data/golden/more), and what
// the denoising path promises.

#include "engine/methods/denoising.h"
#include "engine/error.h"
#include "engine/paths/reverse_diffusion.h"
#include "engine/problem/gradients.h"
#include "engine/problem/map_error.h"
#include "tests/support/golden_settings.h"
#include "tests/support/small_problem.h"
#include "tests/support/tiny2.h"
#include "tests/support/torch_catch.h"
#include "tests/support/walk_probe.h"

using namespace sigscope;
using namespace sigscope::testing;
using golden::Arrays;

namespace {

// float64 throughout: independent implementations agree to 1e-12.
constexpr double denoisingCloseness = 1e-8;
constexpr int goldenSteps = 10;

/// What the goldens' pictures are guided by: the tiny network, from any picture.
Problem guidedProblem(const Arrays& arrays) {
    Problem problem;
    problem.classifier =
        models::loadClassifier(golden::tinyNetFile().string(), c10::kCPU, c10::kDouble);
    problem.input = at::zeros({3, 32, 32}, at::kDouble);
    problem.baseline = problem.input;
    problem.objective = {Objective::Kind::Probability, arrays.at("label").item<int>()};
    return problem;
}

paths::DiffusionTimes goldenTimes() {
    return {models::NoiseSchedule::Linear, models::trainedTimesteps, goldenSteps};
}

integration::Attribution runDenoising(const Problem& problem, const ParameterValues& values,
                                      integration::Observer& observer) {
    golden::GoldenInputs auxiliary(problem.input);
    ParameterValues all = values;
    all.try_emplace("steps", std::int64_t{12});
    return runMethod(problem, "denoising", all, observer, 512LL << 20, &auxiliary);
}

at::Tensor denoisingMap(const Problem& problem, const ParameterValues& values) {
    WalkProbe probe;
    return runDenoising(problem, values, probe).map;
}

}  // namespace

TEST_CASE("golden.diffusion: timesteps and added noise are the respaced schedule's", "[quick]") {
    const paths::DiffusionTimes times = goldenTimes();
    for (const auto& file : golden::files(golden::Kind::Diffusion)) {
        INFO(file.filename().string());
        const Arrays arrays = golden::load(file);
        for (int i = 0; i < goldenSteps; ++i) {
            CHECK(times.timestep(i) == arrays.at("timestep_map")[i].item<int>());
            CHECK(times.added(i) == Approx(arrays.at("betas")[i].item<double>()).epsilon(1e-12));
        }
    }
}

TEST_CASE("golden.diffusion: each reverse step's mean, variance and cleaned picture", "[quick]") {
    const paths::DiffusionTimes times = goldenTimes();
    for (const auto& file : golden::files(golden::Kind::Diffusion)) {
        const Arrays arrays = golden::load(file);
        const Problem problem = guidedProblem(arrays);
        const auto denoiser = golden::GoldenInputs(problem.input).denoiser("", problem);
        for (int k = 0; k < goldenSteps; ++k) {
            INFO(file.filename().string() << ", step " << k);
            const int i = goldenSteps - 1 - k;
            const at::Tensor picture =
                (k == 0 ? arrays.at("start") : arrays.at("samples")[k - 1]).unsqueeze(0);
            const paths::ReverseStep step = paths::reverseStep(
                picture, denoiser->predict(picture, times.timestep(i), 0), times, i);
            CHECK(relativeError(step.mean[0], arrays.at("mean")[k]) <= denoisingCloseness);
            CHECK(relativeError(step.variance[0], arrays.at("variance")[k]) <= denoisingCloseness);
            CHECK(relativeError(step.cleaned[0], arrays.at("pred_xstart")[k]) <=
                  denoisingCloseness);
        }
    }
}

TEST_CASE("golden.diffusion: the guided way leads through the golden pictures", "[quick]") {
    for (const auto& file : golden::files(golden::Kind::Diffusion)) {
        const Arrays arrays = golden::load(file);
        const Problem problem = guidedProblem(arrays);
        const auto denoiser = golden::GoldenInputs(problem.input).denoiser("", problem);
        WalkProbe probe;
        integration::BatchSizer batches(1);
        const auto attribution = methods::denoiseFrom(
            problem, arrays.at("start"), *denoiser,
            {.steps = goldenSteps + 1, .noisiest = models::trainedTimesteps, .guidance = 1},
            [&](int k) { return arrays.at("noise")[k - 1]; }, {{}, probe, batches, 512LL << 20});
        CHECK(attribution.complete);
        REQUIRE(probe.waypoints.size() == goldenSteps + 1);
        for (int k = 0; k < goldenSteps; ++k) {
            INFO(file.filename().string() << ", step " << k);
            const at::Tensor raw = models::denormalise(probe.waypoints[k + 1].point,
                                                       problem.classifier->preprocessing);
            CHECK(relativeError(2 * raw - 1, arrays.at("samples")[k]) <= denoisingCloseness);
        }
    }
}

TEST_CASE("denoising: the map is the sum along the path, by the rule",
          "[quick][method.denoising]") {
    const Problem problem = smallProblem({.seed = 91});
    WalkProbe probe;
    const auto attribution = runDenoising(problem, {{"rule", std::string("reference")}}, probe);
    REQUIRE(attribution.complete);
    at::Tensor sum = at::zeros_like(problem.input);
    for (std::size_t k = 0; k + 1 < probe.waypoints.size(); ++k) {
        const at::Tensor& here = probe.waypoints[k].point;
        sum += evaluateGradients(problem, here.unsqueeze(0)).gradients[0] *
               (probe.waypoints[k + 1].point - here);
    }
    CHECK(relativeError(attribution.map, sum) < 1e-12);
}

TEST_CASE("denoising: a draw repeats, and less noise leaves more of the picture",
          "[quick][method.denoising]") {
    const Problem problem = smallProblem({.seed = 92});
    const auto seeded = [&](std::int64_t seed) {
        return denoisingMap(problem, {{"draw-seed", seed}});
    };
    CHECK(at::equal(seeded(3), seeded(3)));
    CHECK_FALSE(at::equal(seeded(3), seeded(4)));
    const auto distanceOfStart = [&](double noise) {
        WalkProbe probe;
        static_cast<void>(runDenoising(problem, {{"noise", noise}}, probe));
        return (probe.waypoints.front().point - problem.input).norm().item<double>();
    };
    CHECK(distanceOfStart(0.05) < distanceOfStart(0.5));
    CHECK(distanceOfStart(0.5) < distanceOfStart(1));
}

TEST_CASE("denoising: the class draws the path as far as guidance says",
          "[quick][method.denoising]") {
    Problem problem = smallProblem({.seed = 93});
    const auto endTowards = [&](int target, double guidance) {
        problem.objective.target = target;
        WalkProbe probe;
        static_cast<void>(runDenoising(problem, {{"guidance", guidance}}, probe));
        return probe.waypoints.back().point;
    };
    CHECK(at::equal(endTowards(0, 0), endTowards(3, 0)));
    CHECK_FALSE(at::equal(endTowards(0, 1), endTowards(3, 1)));
}

TEST_CASE("denoising: without a diffusion model, or with more steps than timesteps, it says so",
          "[quick][method.denoising]") {
    const Problem problem = smallProblem({.seed = 94});
    CHECK_THROWS_WITH(runMethod(problem, "denoising", {}), Catch::Contains("--diffusion"));
    const methods::Method method = methods::denoisingPath();
    CHECK_THROWS_WITH(method.requireSense({{"steps", std::int64_t{102}}, {"noise", 0.1}}),
                      Catch::Contains("101 of 100 timesteps cannot be taken"));
    CHECK_NOTHROW(method.requireSense({{"steps", std::int64_t{101}}, {"noise", 0.1}}));
}
