// What the rules of the backward pass promise, on every architecture there is.

#include "tests/support/torch_catch.h"

#include <set>

#include "engine/methods/class_activation_map.h"
#include "engine/models/weights/read_weights.h"
#include "engine/problem/gradients.h"
#include "tests/engine/backward/built_in_networks.h"
#include "tests/support/golden.h"
#include "tests/support/small_problem.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

double changeOfF(const Problem& problem) {
    const auto f = evaluateValues(problem, at::stack({problem.baseline, problem.input}));
    return f[1] - f[0];
}

/// |ΣA − (f(x) − f(x'))| as a share of Σ|A|, which is what rounding is a share of.
double shareMissing(const Problem& problem) {
    const at::Tensor map = runMethod(problem, "deeplift", {}).map;
    return std::abs(map.sum().item<double>() - changeOfF(problem)) / map.abs().sum().item<double>();
}

/// Of the last stage.
at::Tensor mapOf(const Problem& problem, methods::CamWeighting weighting) {
    const at::NoGradGuard noGradients;
    const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
    return methods::classActivationMap(graph, problem.objective, problem.input.unsqueeze(0),
                                       graph.stages().back().layer, weighting);
}

/// The bias of the class, which is f of features that are all 0.
double biasOf(const Problem& problem) {
    const at::NoGradGuard noGradients;
    const models::Network& network = *problem.classifier->network;
    const at::Tensor features = network.features(problem.input.unsqueeze(0));
    return problem.objective.of(network.classify(at::zeros_like(features))).item<double>();
}

/// The tiny network between a random input and a baseline, its biases multiplied by `factor`.
Problem tinyProblem(double factor) {
    models::StateDict state("tiny");
    const models::StateDict weights = models::readWeights(golden::tinyNetFile());
    for (const auto& [name, tensor] : weights.entries())
        state.add(name, name.ends_with(".bias") ? tensor * factor : tensor.clone());
    Problem problem = smallProblem({.seed = 91, .side = 32});
    problem.classifier = classifierOf(state);
    problem.objective = {Objective::Kind::Logit, 3};
    return problem;
}

}  // namespace

TEST_CASE("backward: DeepLIFT adds up to what f changes by, on every architecture",
          "[method.deeplift]") {
    for (const std::string& architecture : builtInArchitectures()) {
        INFO(architecture);
        // Rounding alone: float64, some hundred layers.
        CHECK(shareMissing(builtInProblem(architecture)) < 1e-10);
    }
    CHECK(shareMissing(renormalised(builtInProblem("googlenet"))) < 1e-10);
}

TEST_CASE("backward: DeepLIFT adds up for a contrast, and where nothing changes is zero",
          "[quick][method.deeplift]") {
    Problem problem = smallProblem({.seed = 83});
    problem.objective = {Objective::Kind::Contrast, 2, 4};
    CHECK(shareMissing(problem) < 1e-12);
    problem.baseline = problem.input;
    CHECK(runMethod(problem, "deeplift", {}).map.abs().max().item<double>() == 0);
}

TEST_CASE("backward: guided backpropagation and LRP give a map on every architecture") {
    for (const std::string& architecture : builtInArchitectures()) {
        const Problem problem = builtInProblem(architecture);
        for (const char* method :
             {"guided-backprop", "deconvnet", "lrp", "guided-gradcam", "layercam", "gradcampp"}) {
            INFO(architecture << " " << method);
            const at::Tensor map = runMethod(problem, method, {}).map;
            REQUIRE(map.sizes() == problem.input.sizes());
            CHECK(map.isfinite().all().item<bool>());
            // Of evidence that is negative throughout, as with synthetic weights, a CAM keeps none.
            if (std::string(method) != "guided-gradcam") CHECK(map.abs().sum().item<double>() > 0);
        }
    }
}

TEST_CASE(
    "backward: with global mean pooling and one linear layer Grad-CAM is HiResCAM, and adds up "
    "to the logit without its bias") {
    for (const std::string& architecture : builtInArchitectures()) {
        // Three linear layers, two, and none.
        const std::set<std::string> others{"vgg16", "mobilenet_v3_large", "squeezenet1_1"};
        if (others.contains(architecture)) continue;
        INFO(architecture);
        const Problem problem = builtInProblem(architecture);
        const at::Tensor map = mapOf(problem, methods::CamWeighting::Mean);
        CHECK(relativeError(map, mapOf(problem, methods::CamWeighting::Element)) < 1e-10);
        const double logit = evaluateValues(problem, problem.input.unsqueeze(0)).front();
        const double missing = map.sum().item<double>() - (logit - biasOf(problem));
        CHECK(std::abs(missing) < 1e-10 * map.abs().sum().item<double>());
    }
}

TEST_CASE("backward: LRP by the ε-rule hands on the whole logit where there are no biases",
          "[quick][method.lrp]") {
    const ParameterValues epsilon{{"composite", std::string("epsilon")}, {"epsilon", 1e-9}};
    const auto sharePassedOn = [&](double biases) {
        const Problem problem = tinyProblem(biases);
        const double logit = evaluateValues(problem, problem.input.unsqueeze(0)).front();
        return runMethod(problem, "lrp", epsilon).map.sum().item<double>() / logit;
    };
    // The pool's and the mean's stabiliser of 1e-6 takes as much of values of about 1.
    CHECK(std::abs(sharePassedOn(0) - 1) < 1e-3);
    CHECK(std::abs(sharePassedOn(1) - 1) > 1e-3);
}

TEST_CASE("backward: a pixel that the network does not use gets nothing",
          "[quick][method.deeplift][method.lrp][method.guided-backprop][method.deconvnet]") {
    at::Tensor mask = at::ones({16, 16}, at::kDouble);
    mask[3][5] = 0;
    Problem problem = smallProblem({.seed = 95, .mask = mask});
    problem.objective.kind = Objective::Kind::Logit;
    for (const char* method : {"deeplift", "lrp", "guided-backprop", "deconvnet"}) {
        INFO(method);
        const at::Tensor map = runMethod(problem, method, {}).map;
        CHECK(map.select(1, 3).select(1, 5).abs().max().item<double>() == 0);
        CHECK(map.abs().max().item<double>() > 0);
    }
}

TEST_CASE("backward: maps commute with flips and quarter turns of an invariant network",
          "[quick][method.deeplift][method.lrp][method.guided-backprop][method.deconvnet]") {
    Problem problem = smallProblem({.seed = 96, .symmetry = Symmetry::Square});
    problem.objective.kind = Objective::Kind::Logit;
    Problem turned = problem;
    turned.input = at::rot90(problem.input, 1, {1, 2}).contiguous();
    Problem flipped = problem;
    flipped.input = problem.input.flip(2);
    // The baseline is one colour: the same whichever way it is turned.
    for (const char* method : {"deeplift", "lrp", "guided-backprop", "deconvnet"}) {
        INFO(method);
        const at::Tensor map = runMethod(problem, method, {}).map;
        // Rounding alone: sums in another order, divided by what may be small.
        CHECK(relativeError(runMethod(turned, method, {}).map, at::rot90(map, 1, {1, 2})) < 1e-8);
        CHECK(relativeError(runMethod(flipped, method, {}).map, map.flip(2)) < 1e-8);
    }
}

TEST_CASE("backward: the map of a contrast is the difference of two classes' maps",
          "[quick][method.deeplift][method.lrp][method.gradcam]") {
    const auto mapOfClass = [](const char* method, const Objective& objective) {
        Problem problem = smallProblem({.seed = 97});
        problem.objective = objective;
        const bool isCam = std::string(method) == "gradcam";
        return runMethod(
                   problem, method,
                   isCam ? ParameterValues{{"evidence", std::string("signed")}} : ParameterValues{})
            .map;
    };
    for (const char* method : {"deeplift", "lrp", "gradcam"}) {
        INFO(method);
        const at::Tensor difference = mapOfClass(method, {Objective::Kind::Logit, 1}) -
                                      mapOfClass(method, {Objective::Kind::Logit, 3});
        CHECK(relativeError(mapOfClass(method, {Objective::Kind::Contrast, 1, 3}), difference) <
              1e-8);
    }
}

TEST_CASE("class activation maps: of several stages it is the mean of maps scaled to 1",
          "[quick]") {
    Problem problem = smallProblem({.seed = 88});
    problem.objective.kind = Objective::Kind::Logit;
    for (const char* method : {"gradcam", "hirescam", "layercam", "gradcampp"}) {
        INFO(method);
        const auto scaled = [&](std::int64_t stage) {
            const at::Tensor map = runMethod(problem, method, {{"stage", stage}}).map;
            return map / map.abs().max().clamp_min(1e-300);
        };
        const at::Tensor both = runMethod(problem, method, {{"from-stage", std::int64_t{1}}}).map;
        CHECK(relativeError(both, (scaled(1) + scaled(2)) / 2) <= 1e-12);
    }
}
