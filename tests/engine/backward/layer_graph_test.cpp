// A network as its layers is the network: in what it answers and in its gradient.

#include "tests/support/torch_catch.h"

#include <set>

#include "engine/methods/backward_pass.h"
#include "engine/problem/gradients.h"
#include "tests/engine/backward/built_in_networks.h"
#include "tests/support/golden.h"
#include "tests/support/small_problem.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// The first and the last stage of an architecture, and how many there are.
struct StageEnds {
    std::string architecture, first, last;
    std::size_t count;
};

void checkGraph(const Problem& problem) {
    const at::NoGradGuard noGradients;
    const models::Network& network = *problem.classifier->network;
    const models::LayerGraph graph = models::structureOf(network);
    const at::Tensor input = problem.input.unsqueeze(0);
    const auto values = graph.values(input);
    // In double: what is left is the order of operations.
    CHECK(relativeError(values.back(), network.logits(input)) < 1e-11);
    const at::Tensor seed = methods::logitGradient(problem.objective, values.back());
    const at::Tensor gradient = methods::passBack(graph, values, seed, 0, methods::gradientRule);
    CHECK(relativeError(gradient, evaluateGradients(problem, input).gradients) < 1e-9);
    std::set<std::string> names;
    for (const models::Stage& stage : graph.stages()) {
        CHECK(names.insert(stage.name).second);
        CHECK(values[stage.layer].dim() == 4);
    }
    CHECK(names.size() >= 2);
}

}  // namespace

TEST_CASE("layer graph: answers as the network, and so does its gradient") {
    for (const std::string& architecture : builtInArchitectures()) {
        INFO(architecture);
        checkGraph(builtInProblem(architecture));
    }
    checkGraph(builtInProblem("resnet18", models::Form::Published));
    checkGraph(renormalised(builtInProblem("googlenet")));
}

TEST_CASE("layer graph: its stages go from the stem to the last maps before pooling") {
    const auto known = GENERATE(StageEnds{"squeezenet1_1", "features.0", "features.12", 9},
                                StageEnds{"densenet121", "features.conv0", "features.norm5", 6},
                                StageEnds{"mobilenet_v3_large", "features.0", "features.16", 17},
                                StageEnds{"efficientnet_b0", "features.0", "features.8", 9});
    INFO(known.architecture);
    const Problem problem = builtInProblem(known.architecture);
    const auto stages = models::structureOf(*problem.classifier->network).stages();
    REQUIRE(stages.size() == known.count);
    CHECK(stages.front().name == known.first);
    CHECK(stages.back().name == known.last);
}

TEST_CASE("layer graph: of the probability as of the logit", "[quick]") {
    for (const auto kind : {Objective::Kind::Probability, Objective::Kind::LogProbability,
                            Objective::Kind::Logit, Objective::Kind::Contrast}) {
        Problem problem = smallProblem({.seed = 81});
        problem.objective = {kind, 2, 1};
        checkGraph(problem);
    }
}
