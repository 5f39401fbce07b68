#include "tests/support/torch_catch.h"

#include <nlohmann/json.hpp>

#include "engine/api/model_report.h"
#include "engine/problem/array_tensor.h"
#include "tests/support/runs.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;

namespace {

ExplainRequest fineTunedRequest() {
    ExplainRequest request = tinyRequest();
    request.model = SIGSCOPE_TEST_DATA "/models/lean_lite0.safetensors";
    request.parameters = {{"steps", std::int64_t{3}}};
    return request;
}

/// Blue first, 0 to 255: nothing is where it usually is.
ParameterValues caffe() {
    return {{"input-size", std::int64_t{48}},         {"resize", std::int64_t{56}},
            {"mean", Triple{104, 117, 123}},          {"std", Triple{50, 60, 70}},
            {"channel-order", std::string("bgr")},    {"range", std::string("0..255")},
            {"interpolation", std::string("bicubic")}};
}

}  // namespace

TEST_CASE("engine: unknown preprocessing is a question, its answer a run", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = fineTunedRequest();
    const RunStory asked = runToEnd(*engine, request);
    REQUIRE(asked.end.kind == RunEnd::Kind::Failed);
    REQUIRE(asked.end.question);
    CHECK_THAT(asked.end.question->reason, Contains("5 classes"));
    // Neither a transform of the input, which it has not, nor strides, which are not in doubt.
    CHECK(asked.end.question->proposal.size() == engine->catalogue().preprocessing.size() - 2);

    request.preprocessing = asked.end.question->proposal;
    const RunStory answered = runToEnd(*engine, request);
    REQUIRE(answered.end.kind == RunEnd::Kind::Completed);
    CHECK(answered.end.explanation->input.width == 224);

    request.preprocessing = caffe();
    request.tracing = Tracing::Path;
    const RunStory other = runToEnd(*engine, request);
    REQUIRE(other.end.kind == RunEnd::Kind::Completed);
    const Explanation& explanation = *other.end.explanation;
    CHECK(explanation.input.width == 48);
    const auto recipe = nlohmann::json::parse(explanation.recipe);
    CHECK(recipe["preprocessing"] ==
          nlohmann::json::parse(R"({"input_size": 48, "resize": 56, "mean": [104, 117, 123],
              "std": [50, 60, 70], "channel_order": "bgr", "range": "0..255",
              "interpolation": "bicubic", "fit": "crop", "strides": "published"})"));
    // The window shows the picture in its own colours: the crop that the model saw.
    const Frame last = explanation.trace->frame(1);
    const Image& seen = explanation.scene->seen;
    for (int channel = 0; channel < 3; ++channel)
        CHECK(
            last.point.at(channel, 20, 30) * 255 ==
            Approx(seen.pixels[static_cast<std::size_t>(20 * 48 + 30) * 3 + channel]).margin(1e-3));
}

TEST_CASE("models check: says what a file holds", "[quick]") {
    const Outcome<ModelReport> tiny = checkModel(SIGSCOPE_TEST_DATA "/golden/weights/half.pth");
    REQUIRE(tiny.ok());
    CHECK(tiny.value().architecture == "Tiny network");
    CHECK(tiny.value().classes == 10);
    CHECK(tiny.value().tensors == 6);
    CHECK(tiny.value().parameters == 8 * 27 + 8 + 16 * 72 + 16 + 160 + 10);
    CHECK(tiny.value().precisions == std::vector<std::string>{"float16"});
    CHECK(tiny.value().preprocessing.size() == 8);
    CHECK(tiny.value().unknown.empty());
    CHECK(tiny.value().stages == std::vector<std::string>{"conv1", "conv2"});

    const Outcome<ModelReport> fineTuned =
        checkModel(SIGSCOPE_TEST_DATA "/models/lean_lite0.safetensors");
    REQUIRE(fineTuned.ok());
    CHECK(fineTuned.value().classes == 5);
    CHECK(fineTuned.value().preprocessing.empty());
    CHECK(fineTuned.value().unknown.size() == 8);
    CHECK_FALSE(checkModel("absent.pth").ok());
}
