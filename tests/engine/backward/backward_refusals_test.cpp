// What rules of the backward pass cannot be had of, and what is said then.

#include "tests/support/torch_catch.h"

#include "engine/error.h"
#include "engine/methods/method_registry.h"
#include "tests/support/runs.h"
#include "tests/support/small_problem.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;

namespace {

const std::vector<std::string>& backwardMethods() {
    static const std::vector<std::string> all{"deeplift",  "lrp",       "guided-backprop",
                                              "deconvnet", "gradcam",   "hirescam",
                                              "layercam",  "gradcampp", "guided-gradcam"};
    return all;
}

std::string failureOf(const ExplainRequest& request) {
    const auto engine = makeEngine();
    const RunStory story = runToEnd(*engine, request);
    REQUIRE(story.end.kind == RunEnd::Kind::Failed);
    return story.end.error;
}

/// A network that answers and does not tell of what layers it is.
class ClosedNetwork final : public models::Network {
public:
    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        return inputs.mean({2, 3});
    }
    [[nodiscard]] int classCount() const override { return 3; }
};

}  // namespace

TEST_CASE("backward: a network whose layers are not known is refused with the reason", "[quick]") {
    Problem problem = smallProblem({.seed = 86});
    const auto classifier = std::make_shared<models::Classifier>(*problem.classifier);
    classifier->network = std::make_shared<ClosedNetwork>();
    problem.classifier = classifier;
    problem.objective.kind = Objective::Kind::Logit;
    for (const std::string& method : backwardMethods()) {
        INFO(method);
        CHECK_THROWS_WITH(runMethod(problem, method, {}),
                          Contains("needs the network's structure") && Contains("TorchScript"));
    }
}

TEST_CASE("backward: so is a network of 8 bits of precision", "[quick]") {
    ExplainRequest request = tinyRequest();
    request.method = "guided-backprop";
    request.precision = "bf16";
    CHECK_THAT(failureOf(request), Contains("precision: ") && Contains("float32 or float64"));
}

TEST_CASE("backward: an f that is not the score's own is refused with those that are", "[quick]") {
    for (const char* method : {"gradcam", "guided-gradcam", "deeplift"}) {
        ExplainRequest request = tinyRequest();
        request.method = method;
        request.objective = "probability";
        CHECK_THAT(failureOf(request), Contains(std::string("of: ") + method +
                                                " explains logit or contrast, not probability"));
    }
}

TEST_CASE("backward: a stage that the model does not have is refused with those it has",
          "[quick]") {
    Problem problem = smallProblem({.seed = 87});
    problem.objective.kind = Objective::Kind::Logit;
    CHECK_NOTHROW(runMethod(problem, "gradcam", {{"stage", std::int64_t{2}}}));
    CHECK_THROWS_WITH(runMethod(problem, "gradcam", {{"stage", std::int64_t{3}}}),
                      Contains("no stage 3; it has 1 (first), 2 (second)"));
    CHECK_THROWS_WITH(runMethod(problem, "gradcam",
                                {{"stage", std::int64_t{1}}, {"from-stage", std::int64_t{2}}}),
                      Contains("from-stage: 2 is behind the stage that the mean ends with, 1"));
}
