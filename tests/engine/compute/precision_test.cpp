// In which numbers a run computes: what comes through the engine in each precision.

#include "tests/support/torch_catch.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/api/recipe.h"
#include "engine/baselines/baseline.h"
#include "engine/io/image_file.h"
#include "engine/models/classifier.h"
#include "engine/problem/array_tensor.h"
#include "tests/support/explained.h"
#include "tests/support/forwarding_observer.h"
#include "tests/support/runs.h"
#include "tests/support/same_map.h"
#include "tests/support/script_file.h"
#include "tests/support/small_problem.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;

namespace {

ExplainRequest tinyRequestIn(const std::string& precision) {
    ExplainRequest request = tinyRequest();
    request.precision = precision;
    request.target = "3";
    request.parameters = {{"steps", std::int64_t{33}}};
    return request;
}

/// Changes the last byte of a file as soon as the run has begun.
class WritingObserver final : public ForwardingObserver {
public:
    WritingObserver(std::filesystem::path file, std::shared_ptr<RunEventQueue> eventQueue)
        : ForwardingObserver(std::move(eventQueue)), m_file(std::move(file)) {}

    void started(RunId, const Plan&, std::shared_ptr<const Scene>) override {
        std::fstream file(m_file, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-1, std::ios::end);
        file.put('\x7f');
    }

private:
    std::filesystem::path m_file;
};

std::string failure(const ExplainRequest& request) {
    const RunStory story = runToEnd(*makeEngine(), request);
    REQUIRE(story.end.kind == RunEnd::Kind::Failed);
    return story.end.error;
}

/// ‖a − b‖₂ / ‖b‖₂ of the maps.
double difference(const Explanation& a, const Explanation& b) {
    return relativeError(toTensor(a.attribution, at::kDouble),
                         toTensor(b.attribution, at::kDouble));
}

/// The map in float64 all the way, without an engine.
at::Tensor exactMap(const ExplainRequest& request) {
    const auto classifier =
        models::loadClassifier({request.model}, c10::kCPU, models::Precision::Float64);
    const models::Preprocessing& preprocessing = classifier->preprocessing;
    const models::Crop crop =
        models::resizeAndCrop(io::readImage(request.image), preprocessing, "");
    const at::Tensor input =
        models::normalise(models::toRaw(crop.image, at::kDouble), preprocessing);
    const at::Tensor black = baselines::makeBaseline(NamedBaseline::Black, input, preprocessing, 0);
    return runMethod({classifier, input, black, {Objective::Kind::Probability, 3}}, request.method,
                     request.parameters)
        .map;
}

}  // namespace

TEST_CASE("precision: float64 is float64 from the pixels to the map", "[quick]") {
    for (const char* method : {"sig", "gig", "big"}) {
        ExplainRequest request = tinyRequestIn("float64");
        request.method = method;
        const auto explanation = explained(request);
        // What the engine hands over is rounded to float32: 2⁻²⁴ of each element.
        CHECK(relativeError(toTensor(explanation->attribution, at::kDouble), exactMap(request)) <
              6e-8);
        request.precision = "float32";
        const double rounding = difference(*explained(request), *explanation);
        CHECK(rounding > 0);
        CHECK(rounding < 1e-4);
    }
}

TEST_CASE("precision: in float64 a linear function is integrated exactly", "[quick]") {
    const TemporaryFolder folder;
    writeScript(folder.path() / "net.pt", pooledScript);
    ExplainRequest request = tinyRequestIn("float64");
    request.model = folder.path() / "net.pt";
    request.modelCode = ModelCode::Allowed;
    request.preprocessing = {
        {"input-size", std::int64_t{32}},          {"resize", std::int64_t{36}},
        {"mean", Triple{0.485, 0.456, 0.406}},     {"std", Triple{0.229, 0.224, 0.225}},
        {"channel-order", std::string("rgb")},     {"range", std::string("0..1")},
        {"interpolation", std::string("bilinear")}};
    request.method = "ig";
    request.objective = "logit";
    const Completeness exact = explained(request)->completeness;
    REQUIRE(std::abs(exact.fInput - exact.fBaseline) > 0.1);
    CHECK(std::abs(exact.integrationError()) < 1e-14);
    request.precision = "float32";
    const Completeness single = explained(request)->completeness;
    CHECK(std::abs(single.integrationError()) > 1e-14);
    CHECK(std::abs(single.integrationError()) < 1e-5);
}

TEST_CASE("precision: bfloat16 rounds the network and nothing else", "[quick]") {
    const auto narrow = explained(tinyRequestIn("bf16"));
    const auto single = explained(tinyRequestIn("float32"));
    CHECK(narrow->input == single->input);
    CHECK(narrow->baseline == single->baseline);
    CHECK(narrow->alphas == single->alphas);
    const double rounding = difference(*narrow, *single);
    CHECK(rounding > 1e-4);  // 8 bits are not 24.
    CHECK(rounding < 0.1);
    // What is said of it: fewer nodes have more of it, but not by far.
    REQUIRE(narrow->precisionError);
    CHECK(*narrow->precisionError > rounding / 3);
    CHECK(*narrow->precisionError < 10 * rounding);
    CHECK_FALSE(single->precisionError);
    // f is not: the softmax of such logits is taken in float64.
    const auto isRounded = [](double f) { return f == static_cast<double>(static_cast<float>(f)); };
    CHECK_FALSE(std::ranges::all_of(narrow->f, isRounded));
}

TEST_CASE("precision: it is not measured by other weights than those of the run", "[quick]") {
    const TemporaryFolder folder;
    ExplainRequest request = tinyRequestIn("bf16");
    const std::filesystem::path weights = folder.path() / "net.safetensors";
    std::filesystem::copy(request.model, weights);
    request.model = weights.string();
    const auto eventQueue = std::make_shared<RunEventQueue>();
    const auto engine = makeEngine();
    engine->submit(request, std::make_shared<WritingObserver>(weights, eventQueue));
    const RunEnd end = waitForEnd(*eventQueue).end;
    REQUIRE(end.kind == RunEnd::Kind::Completed);
    CHECK_FALSE(end.explanation->precisionError);
    CHECK(end.explanation->precisionUnknown ==
          weights.string() + ": was written to since the run began");
}

TEST_CASE("precision: IG² compares representations in bfloat16 too", "[quick]") {
    ExplainRequest request = tinyRequestIn("bf16");
    request.method = "ig2";
    request.parameters = {{"updates", std::int64_t{5}}};
    CHECK(explained(request)->evaluations == 10);  // Of the two samples beside the picture.
}

TEST_CASE("precision: what it costs is learned for each", "[quick]") {
    const auto engine = makeEngine();
    const auto peakOf = [&](const char* precision) {
        ExplainRequest request = tinyRequestIn(precision);
        request.parameters = {{"steps", std::int64_t{2}}};
        const RunStory story = runToEnd(*engine, request);
        REQUIRE(story.end.kind == RunEnd::Kind::Completed);
        REQUIRE(story.plan);
        return static_cast<double>(story.plan->peakBytes);
    };
    const double single = peakOf("float32");
    CHECK(peakOf("float64") > 1.8 * single);
    CHECK(peakOf("float32") == single);
}

TEST_CASE("precision: the recipe keeps it", "[quick]") {
    const auto engine = makeEngine();
    const TemporaryFolder folder;
    const ExplainRequest request = tinyRequestIn("float64");
    for (const auto& file : {request.image, std::filesystem::path(request.model)})
        std::filesystem::copy(file, folder.path() / file.filename());
    const auto first = explained(request);
    const auto json = nlohmann::json::parse(first->recipe);
    CHECK(json["run"]["precision"] == "float64");
    const auto recipe = readRecipe(folder.write("recipe.json", first->recipe), engine->catalogue());
    REQUIRE(recipe.ok());
    const auto restored =
        restoreRequest(recipe.value(), recipe.value().request, engine->catalogue());
    REQUIRE(restored.ok());
    CHECK(restored.value().request.precision == "float64");
    checkSameMap(*first, *explained(restored.value().request));
    const auto single = explained(tinyRequestIn("float32"));
    const auto differences = differingCircumstances(first->recipe, single->recipe);
    CHECK(std::ranges::find(differences, "precision float32 instead of float64") !=
          differences.end());
}

TEST_CASE("precision: what cannot be is said", "[quick]") {
    CHECK_THAT(failure(tinyRequestIn("tf32")),
               Contains("precision: tf32 is a mode of CUDA GPUs; on the CPU use float32"));
    CHECK_THAT(failure(tinyRequestIn("float16")),
               Contains("precision: 'float16' is none of float32, float64, tf32, bf16"));
}

TEST_CASE("precision: Lite0 in float64 answers as in float32") {
    ExplainRequest request = tinyRequestIn("float64");
    request.model = ExplainRequest().model;
    request.target = "top";
    request.method = "gradient-x-input";
    request.parameters.clear();
    const auto exact = explained(request);
    request.precision = "float32";
    const auto single = explained(request);
    REQUIRE(exact->logits.size() == 1000);
    double largest = 0;
    for (std::size_t i = 0; i < exact->logits.size(); ++i)
        largest = std::max<double>(largest, std::abs(exact->logits[i] - single->logits[i]));
    CHECK(largest < 1e-3);
    CHECK(difference(*single, *exact) < 1e-2);
}
