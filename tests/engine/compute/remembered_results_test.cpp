// What the engine remembers is not computed again.

#include "tests/support/torch_catch.h"

#include <array>

#include "engine/file_bytes.h"
#include "tests/support/explained.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using namespace sigscope::testing;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// Remembers whatever a test makes.
std::unique_ptr<Engine> rememberingEngine() {
    return makeEngine({.resultBudget = 1LL << 30});
}

/// tinyRequest() of a picture of its own, traced.
ExplainRequest tracedRequest(const TemporaryFolder& folder) {
    ExplainRequest request = shortRequest({NamedBaseline::Black});
    fs::copy(request.image, folder.path() / "cat.png");
    request.image = folder.path() / "cat.png";
    request.tracing = Tracing::Path;
    return request;
}

/// What nothing says of the small ONNX models of tests.
ParameterValues onnxPreprocessing() {
    const std::array<double, 3> half{0.5, 0.5, 0.5};
    return {{"resize", std::int64_t{32}},
            {"mean", half},
            {"std", half},
            {"channel-order", std::string("rgb")},
            {"range", std::string("0..1")},
            {"interpolation", std::string("bilinear")},
            {"input-size", std::int64_t{32}}};
}

}  // namespace

TEST_CASE("remembered: a result is found by its request, until a file changes", "[quick]") {
    const TemporaryFolder folder;
    const auto engine = rememberingEngine();
    const ExplainRequest request = tracedRequest(folder);
    CHECK_FALSE(engine->results().find(request));
    const RunStory story = runToEnd(*engine, request);
    const auto found = engine->results().find(request);
    REQUIRE(found);
    CHECK(found->explanation == explanationOf(story));
    CHECK(found->explanation->trace);
    CHECK(found->plan.evaluations == story.plan->evaluations);
    fs::copy(request.image.parent_path() / "cat.png", folder.path() / "new.png");
    fs::rename(folder.path() / "new.png", request.image);
    CHECK_FALSE(engine->results().find(request));
}

TEST_CASE("remembered: a result of an ONNX model is found until its external data changes",
          "[quick]") {
    const TemporaryFolder folder;
    const auto engine = rememberingEngine();
    ExplainRequest request = tracedRequest(folder);
    for (const char* name : {"dense_external.onnx", "dense_external.onnx.data"})
        fs::copy(fs::path(SIGSCOPE_TEST_DATA) / "onnx" / name, folder.path() / name);
    request.model = (folder.path() / "dense_external.onnx").string();
    request.preprocessing = onnxPreprocessing();
    const auto first = explained(*engine, request);
    REQUIRE(engine->results().find(request));

    const fs::path data = folder.path() / "dense_external.onnx.data";
    std::vector<std::uint8_t> weights = readFileBytes(data);
    // The lowest bit of a number's mantissa: another model, as good as before.
    weights.at(0) ^= 1;
    (void)folder.write(data.filename().string(), weights);
    CHECK_FALSE(engine->results().find(request));
    const RunStory story = runToEnd(*engine, request);
    CHECK_FALSE(story.nodes.empty());
    CHECK_FALSE((explanationOf(story)->spec == first->spec));
}

TEST_CASE("remembered: the same question in other words takes no gradient", "[quick]") {
    const TemporaryFolder folder;
    const auto engine = rememberingEngine();
    const ExplainRequest request = tracedRequest(folder);
    const auto first = explained(*engine, request);
    ExplainRequest likewise = request;
    likewise.image = folder.path() / "copy.png";
    fs::copy(request.image, likewise.image);
    likewise.target = classOfIndex(first->scene->target.index);
    const RunStory story = runToEnd(*engine, likewise);
    const auto second = explanationOf(story);
    CHECK(story.nodes.empty());
    CHECK(second->run == story.run);
    CHECK(second->attribution == first->attribution);
    CHECK(second->trace == first->trace);
    CHECK(second->spec == first->spec);
    CHECK(second->recipe.find("copy.png") != std::string::npos);
    CHECK(engine->results().find(request)->explanation->spec == first->spec);
}

TEST_CASE("remembered: what was asked for once more is computed once more", "[quick]") {
    const TemporaryFolder folder;
    const auto engine = rememberingEngine();
    ExplainRequest request = tracedRequest(folder);
    const auto first = explained(*engine, request);
    request.reuse = Reuse::Refused;
    const RunStory story = runToEnd(*engine, request);
    CHECK(story.nodes.size() == shortRunSteps);
    CHECK(engine->results().find(request)->explanation == explanationOf(story));
}

TEST_CASE("remembered: what nobody scrubs is not kept", "[quick]") {
    const TemporaryFolder folder;
    const auto engine = rememberingEngine();
    ExplainRequest request = tracedRequest(folder);
    request.tracing = Tracing::None;
    static_cast<void>(explained(*engine, request));
    CHECK_FALSE(engine->results().find(request));
}
