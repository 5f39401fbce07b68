// A model that is a program, through the whole engine: asked for, permitted, never by a recipe.

#include <cmath>
#include "tests/support/torch_catch.h"

#include "engine/api/model_report.h"
#include "engine/api/recipe.h"
#include "tests/support/runs.h"
#include "tests/support/same_map.h"
#include "tests/support/script_file.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;

namespace {

/// The golden arrays' tiny network as torch.jit.save wrote it.
ExplainRequest programRequest(ModelCode code) {
    ExplainRequest request = tinyRequest();
    request.model = SIGSCOPE_TEST_DATA "/golden/weights/hostile/torchscript_archive.pt";
    request.modelCode = code;
    request.parameters = {{"steps", std::int64_t{9}}};
    return request;
}

/// What a program of 32 × 32 pixels has to be given.
ParameterValues squarePreprocessing() {
    return {{"input-size", std::int64_t{32}},          {"resize", std::int64_t{32}},
            {"mean", Triple{0.5, 0.5, 0.5}},           {"std", Triple{0.5, 0.5, 0.5}},
            {"channel-order", std::string("rgb")},     {"range", std::string("0..1")},
            {"interpolation", std::string("bilinear")}};
}

}  // namespace

TEST_CASE("torchscript: a run needs the permission, and then the preprocessing", "[quick]") {
    const auto engine = makeEngine();
    const RunStory refused = runToEnd(*engine, programRequest(ModelCode::Refused));
    REQUIRE(refused.end.kind == RunEnd::Kind::Failed);
    CHECK_THAT(refused.end.error, Contains("torchscript_archive.pt: is TorchScript"));
    CHECK_FALSE(refused.end.question);

    ExplainRequest request = programRequest(ModelCode::Allowed);
    const RunStory asked = runToEnd(*engine, request);
    REQUIRE(asked.end.question);
    CHECK_THAT(asked.end.question->reason, Contains("does not say it"));
    request.preprocessing = asked.end.question->proposal;
    request.preprocessing["input-size"] = std::int64_t{32};
    request.preprocessing["resize"] = std::int64_t{36};
    const RunStory answered = runToEnd(*engine, request);
    REQUIRE(answered.end.kind == RunEnd::Kind::Completed);
    CHECK(answered.end.explanation->logits.size() == 10);

    // What was permitted once is asked for again: nothing of it is remembered.
    request.modelCode = ModelCode::Refused;
    CHECK(runToEnd(*engine, request).end.kind == RunEnd::Kind::Failed);
    // Another size is another network.
    request.modelCode = ModelCode::Allowed;
    request.preprocessing["input-size"] = std::int64_t{16};
    const RunStory small = runToEnd(*engine, request);
    REQUIRE(small.end.kind == RunEnd::Kind::Completed);
    CHECK(small.end.explanation->input.width == 16);
}

TEST_CASE("torchscript: a saturated probability is told from a map of nothing", "[quick]") {
    const TemporaryFolder folder;
    writeScript(folder.path() / "net.pt", R"(
def forward(self, x):
    return torch.linear(torch.mean(x, [2, 3]), self.weight) + torch.tensor([60.0, 0.0, 0.0, 0.0, 0.0])
)");
    ExplainRequest request = programRequest(ModelCode::Allowed);
    request.model = folder.path() / "net.pt";
    request.preprocessing = squarePreprocessing();
    request.method = "ig";
    const auto engine = makeEngine();
    const auto emptinessOf = [&](const std::string& target, const std::string& objective) {
        request.target = target;
        request.objective = objective;
        const RunStory story = runToEnd(*engine, request);
        REQUIRE(story.end.kind == RunEnd::Kind::Completed);
        return story.end.explanation->emptiness;
    };
    CHECK(emptinessOf("0", "probability") == Emptiness::Saturated);
    CHECK(emptinessOf("1", "probability") == Emptiness::Saturated);
    CHECK(emptinessOf("1", "log-probability") == Emptiness::None);
    CHECK(emptinessOf("0", "logit") == Emptiness::None);
}

TEST_CASE("torchscript: outputs that look like probabilities are asked for", "[quick]") {
    const TemporaryFolder folder;
    writeScript(folder.path() / "net.pt", R"(
def forward(self, x):
    return torch.sigmoid(torch.linear(torch.mean(x, [2, 3]), self.weight))
)");
    ExplainRequest request = programRequest(ModelCode::Allowed);
    request.model = folder.path() / "net.pt";
    request.preprocessing = squarePreprocessing();
    const auto engine = makeEngine();
    const RunStory asked = runToEnd(*engine, request);
    REQUIRE(asked.end.outputQuestion);
    CHECK(asked.end.outputQuestion->reason == "all lie between 0 and 1");
    request.output = "probabilities";
    const RunStory answered = runToEnd(*engine, request);
    REQUIRE(answered.end.kind == RunEnd::Kind::Completed);
    const Explanation& explanation = *answered.end.explanation;
    // Each is a probability of its own: its share of all is not what the model says.
    const float logit = explanation.logits.at(explanation.scene->target.index);
    CHECK(explanation.completeness.fInput == Approx(1 / (1 + std::exp(-logit))).epsilon(1e-6));
    CHECK(explanation.scene->target.probability ==
          Approx(explanation.completeness.fInput).epsilon(1e-6));
    request.objective = "log-probability";
    CHECK_THAT(runToEnd(*engine, request).end.error, Contains("use probability or logit"));
    request.objective = "probability";
    request.method = "agi";
    request.parameters.clear();
    CHECK_THAT(runToEnd(*engine, request).end.error, Contains("agi: "));
}

TEST_CASE("torchscript: IG² says that it cannot explain a program", "[quick]") {
    ExplainRequest request = programRequest(ModelCode::Allowed);
    request.preprocessing = squarePreprocessing();
    request.method = "ig2";
    request.parameters.clear();
    const RunStory story = runToEnd(*makeEngine(), request);
    REQUIRE(story.end.kind == RunEnd::Kind::Failed);
    CHECK_THAT(story.end.error, Contains("representation"));
}

TEST_CASE("torchscript: a recipe knows the file, and permits nothing", "[quick]") {
    const TemporaryFolder folder;
    ExplainRequest request = programRequest(ModelCode::Allowed);
    std::filesystem::copy(request.model, folder.path() / "net.pt");
    std::filesystem::copy(request.image, folder.path() / request.image.filename());
    (void)folder.write("net.json", R"({"preprocessing": {"input_size": 32, "resize": 32,
        "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "channel_order": "rgb",
        "range": "0..1", "interpolation": "bilinear"}})");
    request.model = folder.path() / "net.pt";
    const auto engine = makeEngine();
    const RunStory first = runToEnd(*engine, request);
    REQUIRE(first.end.kind == RunEnd::Kind::Completed);
    const auto recipe =
        readRecipe(folder.write("recipe.json", first.end.explanation->recipe), engine->catalogue());
    REQUIRE(recipe.ok());
    CHECK(recipe.value().model.name == "net.pt");
    CHECK(recipe.value().request.modelCode == ModelCode::Refused);
    const auto restored =
        restoreRequest(recipe.value(), recipe.value().request, engine->catalogue());
    REQUIRE(restored.ok());
    ExplainRequest again = restored.value().request;
    CHECK(again.modelCode == ModelCode::Refused);
    CHECK(runToEnd(*engine, again).end.kind == RunEnd::Kind::Failed);
    again.modelCode = ModelCode::Allowed;
    const RunStory second = runToEnd(*engine, again);
    REQUIRE(second.end.kind == RunEnd::Kind::Completed);
    checkSameMap(*first.end.explanation, *second.end.explanation);
}

TEST_CASE("torchscript: models check says what to do, and loads nothing", "[quick]") {
    const auto report = checkModel(programRequest(ModelCode::Refused).model);
    REQUIRE_FALSE(report.ok());
    CHECK_THAT(report.error(), Contains("torchscript_archive.pt: is TorchScript, a program") &&
                                   Contains("--allow-torchscript"));
}
