#include "engine/metrics/model_randomisation.h"
#include "engine/metrics/scores.h"
#include "engine/models/weights/read_weights.h"
#include "engine/problem/named_stream.h"
#include "tests/engine/metrics/tiny2.h"
#include "tests/support/golden.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

std::vector<std::string> tinyLayers() {
    return {"fc", "conv2", "conv1"};
}

models::StateDict randomTensors(const golden::Tiny2& golden) {
    models::StateDict random("random");
    for (const std::string& layer : tinyLayers())
        for (const char* part : {".weight", ".bias"})
            random.add(layer + part, golden["mprt.random." + layer + part]);
    return random;
}

/// The tiny network with the layers of a stage replaced.
std::vector<metrics::RandomisedStage> tinyStages(const models::StateDict& random,
                                                 Randomisation randomisation) {
    std::vector<metrics::RandomisedStage> stages;
    for (std::size_t stage = 0; stage < tinyLayers().size(); ++stage)
        stages.push_back({tinyLayers()[stage], [&random, stage, randomisation] {
                              const auto file = golden::tinyNetFile();
                              const auto state =
                                  metrics::randomisedState(models::readWeights(file), random,
                                                           tinyLayers(), stage, randomisation);
                              return models::makeClassifier(state, {.nameOrFile = file.string()},
                                                            file, {c10::kCPU, c10::kDouble});
                          }});
    return stages;
}

metrics::Attribute methodNamed(const std::string& entry) {
    const std::string name = entry == "ig" ? "ig" : "gradient-x-input";
    ParameterValues parameters = methods::builtInMethods().find(name).spec.parity;
    if (entry == "ig") parameters["steps"] = std::int64_t{50};
    return [name, parameters](const Problem& problem) {
        return runMethod(problem, name, parameters).map;
    };
}

void compareStages(const golden::Tiny2& golden, const std::string& entry,
                   const std::vector<metrics::StageSimilarity>& stages) {
    const at::Tensor similarities = golden[entry + "/similarity"];
    REQUIRE(stages.size() == tinyLayers().size());
    for (std::size_t i = 0; i < stages.size(); ++i) {
        INFO(golden.file << ": " << entry << " " << stages[i].name);
        CHECK(relativeError(stages[i].map, golden[entry + "." + stages[i].name + "/attribution"]) <=
              1e-8);
        const metrics::MapSimilarity& found = stages[i].similarity;
        const std::vector<double> wanted =
            golden::numbersOf(similarities[static_cast<std::int64_t>(i)]);
        CHECK(found.signedRanks.value() == Approx(wanted[0]).epsilon(1e-8));
        CHECK(found.absoluteRanks.value() == Approx(wanted[1]).epsilon(1e-8));
        CHECK(found.structure.value() == Approx(wanted[2]).epsilon(1e-8));
    }
}

}  // namespace

TEST_CASE("golden.mprt: maps of random networks and their similarities", "[quick]") {
    int compared = 0;
    const auto goldens = golden::tiny2Goldens();
    for (const golden::Tiny2& golden : goldens) {
        const models::StateDict random = randomTensors(golden);
        Problem problem = golden.problem;
        problem.objective.kind = Objective::Kind::Logit;
        for (const std::string method : {"gradient_x_input", "ig"})
            for (const auto& [name, randomisation] :
                 {std::pair("cascade", Randomisation::Cascade),
                  std::pair("independent", Randomisation::Independent)}) {
                const std::string entry = "mprt." + method + ".logit";
                const metrics::Attribute attribute = methodNamed(method);
                const at::Tensor original = attribute(problem);
                CHECK(relativeError(original, golden[entry + "/original"]) <= 1e-8);
                compareStages(golden, entry + "." + name,
                              metrics::modelRandomisation(problem, original, attribute,
                                                          tinyStages(random, randomisation)));
                ++compared;
            }
    }
    CHECK((compared > 0 || goldens.empty()));
}

TEST_CASE("randomisation: a stage replaces its layer, a cascade also those behind it", "[quick]") {
    const models::StateDict state = models::readWeights(golden::tinyNetFile());
    const models::StateDict random = metrics::bornAnew(state, tinyLayers(), 0);
    const auto replaced = [&](std::size_t stage, Randomisation randomisation) {
        const auto mixed =
            metrics::randomisedState(state, random, tinyLayers(), stage, randomisation);
        std::vector<std::string> layers;
        for (const std::string& layer : tinyLayers())
            if (at::equal(*mixed.find(layer + ".weight"), *random.find(layer + ".weight")))
                layers.push_back(layer);
        return layers;
    };
    CHECK(replaced(0, Randomisation::Cascade) == std::vector<std::string>{"fc"});
    CHECK(replaced(1, Randomisation::Cascade) == std::vector<std::string>{"fc", "conv2"});
    CHECK(replaced(2, Randomisation::Cascade) == tinyLayers());
    CHECK(replaced(1, Randomisation::Independent) == std::vector<std::string>{"conv2"});
}

TEST_CASE("randomisation: layers are born within ±1/√fan-in, batch norms as they begin",
          "[quick]") {
    models::StateDict state("network");
    state.add("conv.weight", at::zeros({8, 4, 3, 3}));
    state.add("conv.bias", at::zeros({8}));
    for (const char* part : {"bn.weight", "bn.bias", "bn.running_mean", "bn.running_var"})
        state.add(part, at::full({8}, 7.0));
    const models::StateDict random = metrics::bornAnew(state, {"conv", "bn"}, 0);
    const at::Tensor weight = *random.find("conv.weight");
    const double bound = 1 / std::sqrt(4.0 * 3 * 3);
    CHECK(weight.scalar_type() == at::kFloat);
    CHECK(weight.abs().max().item<double>() <= bound);
    CHECK(weight.abs().max().item<double>() > 0.9 * bound);
    CHECK(random.find("conv.bias")->abs().max().item<double>() <= bound);
    CHECK(at::equal(*random.find("bn.weight"), at::ones({8})));
    CHECK(at::equal(*random.find("bn.running_mean"), at::zeros({8})));
    CHECK(at::equal(*random.find("bn.running_var"), at::ones({8})));
    CHECK_FALSE(at::equal(weight, *metrics::bornAnew(state, {"conv"}, 1).find("conv.weight")));
    CHECK_THROWS_WITH(metrics::bornAnew(state, {"fc"}, 0), Catch::Matchers::Contains("layer fc"));
}

TEST_CASE("randomisation: a map that does not ask the network stays wholly similar", "[quick]") {
    const Problem problem = smallProblem({.seed = 4});
    const at::Tensor edges = runMethod(problem, "edges", {}).map;
    metrics::MetricContext context{.problem = problem, .attribution = edges};
    context.attribute = [](const Problem& asked) { return runMethod(asked, "edges", {}).map; };
    context.randomised = {{"head", [] { return smallClassifier({.seed = 5}); }},
                          {"all", [] { return smallClassifier({.seed = 6}); }}};
    const auto& metric = metrics::metricNamed("randomisation");
    const MetricResult blind = metrics::runMetric(metric, context);
    CHECK(blind.value.value() == Approx(1).epsilon(1e-12));
    REQUIRE(blind.curves.size() == 3);
    CHECK(blind.curves.front().x == std::vector{1.0, 2.0});
    context.attribution = runMethod(problem, "gradient-x-input", {}).map;
    context.attribute = [](const Problem& asked) {
        return runMethod(asked, "gradient-x-input", {}).map;
    };
    CHECK(metrics::runMetric(metric, context).value.value() < 0.9);
    context.randomised.clear();
    CHECK_THROWS_WITH(metrics::runMetric(metric, context),
                      "randomisation: needs networks with random layers");
}

TEST_CASE("similarity: of a map with itself, its opposite, a constant and a small one", "[quick]") {
    const at::Tensor map = NamedStream("test/0/map/2").uniforms(400).view({20, 20});
    CHECK(metrics::spearman(map, map).value() == Approx(1).epsilon(1e-12));
    CHECK(metrics::spearman(map, -map).value() == Approx(-1).epsilon(1e-12));
    // What changes no order changes no rank, what only moves and scales no structure.
    CHECK(metrics::spearman(map, map.exp()).value() == Approx(1).epsilon(1e-12));
    CHECK(metrics::structuralSimilarity(map, 3 * map + 2).value() == Approx(1).epsilon(1e-9));
    CHECK_FALSE(metrics::spearman(map, at::ones_like(map)));
    CHECK_FALSE(metrics::structuralSimilarity(map, at::ones_like(map)));
    CHECK_FALSE(metrics::structuralSimilarity(map.slice(0, 0, 6), map.slice(0, 0, 6)));
}

TEST_CASE("similarity: equal numbers share the mean of their ranks", "[quick]") {
    const at::Tensor ranks = metrics::meanRanks(at::tensor({5.0, 1.0, 5.0, 2.0, 5.0}, at::kDouble));
    CHECK(at::equal(ranks, at::tensor({4.0, 1.0, 4.0, 2.0, 4.0}, at::kDouble)));
}
