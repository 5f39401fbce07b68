// Properties of the methods that follow a given path or none.

#include "engine/error.h"
#include "engine/problem/gradients.h"
#include "engine/problem/named_stream.h"
#include "tests/support/golden_settings.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"
#include "tests/support/walk_probe.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

double f(const Problem& problem, const at::Tensor& point) {
    return evaluateValues(problem, point.unsqueeze(0)).front();
}

integration::Attribution runLatent(const Problem& problem, const std::string& method,
                                   ParameterValues values) {
    golden::GoldenInputs auxiliary(problem.input);
    WalkProbe probe;
    values["vae"] = std::string("tiny");
    return runMethod(problem, method, values, probe, 512LL << 20, &auxiliary);
}

}  // namespace

TEST_CASE("latent paths: report how far their ends are from the pictures",
          "[quick][method.eig][method.mig]") {
    const Problem problem = smallProblem({.seed = 61});
    golden::GoldenInputs auxiliary(problem.input);
    const auto autoencoder = auxiliary.autoencoder("", problem);
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    const auto reconstructed = [&](const at::Tensor& picture) {
        const at::Tensor raw = models::denormalise(picture.unsqueeze(0), preprocessing);
        return models::normalise(autoencoder->decode(autoencoder->encode(raw)), preprocessing)[0];
    };
    for (const char* method : {"eig", "mig"}) {
        const auto attribution = runLatent(problem, method, {{"steps", std::int64_t{33}}});
        INFO(method);
        REQUIRE(attribution.complete);
        CHECK(attribution.nodes.size() == 33);
        const double begin = attribution.nodes.front().f;
        const double end = attribution.nodes.back().f;
        CHECK(begin == Approx(f(problem, reconstructed(problem.baseline))).epsilon(1e-9));
        CHECK(end == Approx(f(problem, reconstructed(problem.input))).epsilon(1e-9));
        const double pathGap =
            (f(problem, problem.input) - f(problem, problem.baseline)) - (end - begin);
        CHECK(std::abs(pathGap) > 1e-4);
        CHECK(std::abs(attribution.map.sum().item<double>() - (end - begin)) <
              0.1 * std::abs(end - begin) + 1e-4);
    }
}

TEST_CASE("latent paths: without an autoencoder they say what they need",
          "[quick][method.eig][method.mig]") {
    const Problem problem = smallProblem({.seed = 62});
    for (const char* method : {"eig", "mig"})
        CHECK_THROWS_WITH(runMethod(problem, method, {}), Catch::Contains("--vae"));
}

TEST_CASE("mig: without a sweep it is eig", "[quick][method.mig]") {
    const Problem problem = smallProblem({.seed = 63});
    const ParameterValues values{{"steps", std::int64_t{9}}};
    ParameterValues still = values;
    still["sweeps"] = std::int64_t{0};
    ParameterValues moved = values;
    moved["energy-tolerance"] = 0.0;
    moved["learning-rate"] = 1e-3;
    const at::Tensor straight = runLatent(problem, "eig", values).map;
    CHECK(relativeError(runLatent(problem, "mig", still).map, straight) < 1e-9);
    CHECK(relativeError(runLatent(problem, "mig", moved).map, straight) > 1e-6);
}

TEST_CASE("idgi: adds up to what f changes by, on any path", "[quick][method.idgi]") {
    const Problem problem = smallProblem({.seed = 64});
    for (const char* path : {"straight", "spectral", "blur"}) {
        const auto attribution =
            runMethod(problem, "idgi", {{"path", std::string(path)}, {"steps", std::int64_t{20}}});
        INFO(path);
        const double change = attribution.nodes.back().f - attribution.nodes.front().f;
        // Not a matter of steps: exact but for rounding.
        CHECK(attribution.map.sum().item<double>() == Approx(change).epsilon(1e-10));
        CHECK(attribution.nodes.back().f == Approx(f(problem, problem.input)).epsilon(1e-12));
    }
}

TEST_CASE("saliency: is the size of the gradient", "[quick][method.saliency]") {
    const Problem problem = smallProblem({.seed = 65});
    const at::Tensor gradient = evaluateGradients(problem, problem.input.unsqueeze(0)).gradients[0];
    CHECK(at::equal(runMethod(problem, "saliency", {}).map, gradient.abs()));
}

TEST_CASE("smoothgrad: without noise it is the gradient; noise follows the seed",
          "[quick][method.smoothgrad]") {
    const Problem problem = smallProblem({.seed = 66});
    const auto map = [&](double noise, std::int64_t seed) {
        return runMethod(
                   problem, "smoothgrad",
                   {{"noise-level", noise}, {"draw-seed", seed}, {"samples", std::int64_t{20}}})
            .map;
    };
    const at::Tensor gradient = evaluateGradients(problem, problem.input.unsqueeze(0)).gradients[0];
    CHECK(relativeError(map(0, 1), gradient) < 1e-12);
    CHECK(at::equal(map(0.2, 3), map(0.2, 3)));
    CHECK(relativeError(map(0.2, 3), map(0.2, 4)) > 1e-3);
}

TEST_CASE("smoothgrad: the noise does not depend on how many points are evaluated at once",
          "[quick][method.smoothgrad]") {
    const Problem problem = smallProblem({.seed = 66, .side = 15});
    const auto map = [&](int atOnce) {
        integration::Observer observer;
        integration::BatchSizer batches(atOnce);
        return methods::builtInMethods()
            .find("smoothgrad")
            .run(problem, {{"samples", std::int64_t{12}}}, {{}, observer, batches, 512LL << 20})
            .map;
    };
    CHECK(relativeError(map(3), map(8)) < 1e-12);
}

TEST_CASE("every method: what overflows is refused and not drawn", "[quick]") {
    Problem problem = smallProblem({.seed = 69, .dtype = c10::kFloat});
    problem.objective.kind = Objective::Kind::Logit;
    problem.input = problem.input * 1e38;
    problem.baseline = problem.baseline * 1e38;
    for (const MethodSpec& spec : methods::builtInMethods().specs()) {
        if (hasParameter(spec, "vae") || hasParameter(spec, "references")) continue;
        INFO(spec.name);
        CHECK_THROWS_AS(runMethod(problem, spec.name, {}), Error);
    }
}

TEST_CASE("random: normal numbers by the seed, whatever the picture", "[quick][method.random]") {
    const Problem problem = smallProblem({.seed = 67});
    const auto map = [](const Problem& of, std::int64_t seed) {
        return runMethod(of, "random", {{"draw-seed", seed}}).map;
    };
    CHECK(at::equal(map(problem, 1), map(smallProblem({.seed = 68}), 1)));
    CHECK_FALSE(at::equal(map(problem, 1), map(problem, 2)));
    // The same on any machine.
    CHECK(at::equal(map(problem, 2).flatten().to(at::kDouble),
                    NamedStream("random/2/map/0").normals(768)));
    // 768 numbers: four standard errors of the mean, of the spread, and of the half that lies
    // within the quartiles, of which a uniform distribution would have two fifths.
    const at::Tensor numbers = map(problem, 1);
    REQUIRE(numbers.numel() == 768);
    CHECK(std::abs(numbers.mean().item<double>()) < 4 / std::sqrt(768.0));
    CHECK(std::abs(numbers.std().item<double>() - 1) < 4 / std::sqrt(2 * 768.0));
    const double within = numbers.abs().lt(0.6745).to(at::kDouble).mean().item<double>();
    CHECK(std::abs(within - 0.5) < 4 * 0.5 / std::sqrt(768.0));
}

TEST_CASE("edges: nothing on a flat picture, the step's height across an edge",
          "[quick][method.edges]") {
    Problem problem = smallProblem({.seed = 69});
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    at::Tensor raw = at::full_like(problem.input, 0.25);
    problem.input = models::normalise(raw, preprocessing);
    CHECK(runMethod(problem, "edges", {}).map.abs().max().item<double>() < 1e-12);
    raw.slice(2, 8).fill_(0.75);
    problem.input = models::normalise(raw, preprocessing);
    const at::Tensor map = runMethod(problem, "edges", {}).map;
    CHECK(map[0][5][7].item<double>() == Approx(0.25));
    CHECK(map[0][5][8].item<double>() == Approx(0.25));
    CHECK(map[0][5][3].item<double>() == Approx(0).margin(1e-12));
}

TEST_CASE(
    "deconvnet: asks no rectifier whether it was active, so without a max pool no picture matters",
    "[quick][method.deconvnet]") {
    Problem problem = smallProblem({.seed = 70});
    problem.objective.kind = Objective::Kind::Logit;
    Problem other = problem;
    other.input = -problem.input.flip(1);
    const auto differenceOf = [&](const char* method) {
        return relativeError(runMethod(other, method, {}).map, runMethod(problem, method, {}).map);
    };
    CHECK(differenceOf("deconvnet") == 0);
    CHECK(differenceOf("guided-backprop") > 0.1);
}
