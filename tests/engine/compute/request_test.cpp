#include <cmath>
#include <functional>
#include "tests/support/torch_catch.h"

#include "tests/support/explained.h"
#include "tests/support/runs.h"

using namespace sigscope;
using namespace sigscope::testing;

TEST_CASE("engine: a request that makes no sense fails with one clear line", "[quick]") {
    const auto engine = makeEngine();
    const auto failure = [&](const std::function<void(ExplainRequest&)>& spoil) {
        ExplainRequest request = tinyRequest();
        spoil(request);
        const RunStory story = runToEnd(*engine, request);
        REQUIRE(story.end.kind == RunEnd::Kind::Failed);
        CHECK(story.end.error.find('\n') == std::string::npos);
        return story.end.error;
    };
    using Catch::Contains;
    CHECK_THAT(failure([](auto& r) { r.image = "absent.png"; }), Contains("absent.png"));
    CHECK_THAT(failure([](auto& r) { r.model = "absent.pth"; }), Contains("absent.pth"));
    CHECK_THAT(failure([](auto& r) { r.method = "sag"; }), Contains("sag"));
    CHECK_THAT(failure([](auto& r) { r.objective = "loss"; }), Contains("loss"));
    CHECK_THAT(failure([](auto& r) { r.baselines = {parseBaseline("pink")}; }),
               Contains("'pink' is none of black") && Contains("#rrggbb"));
    CHECK_THAT(failure([](auto& r) { r.baselines = {PictureBaseline{r.model}}; }),
               Contains("is no picture"));
    CHECK_THAT(failure([](auto& r) {
                   r.objective = "contrast";
                   r.against = "1000000";
               }),
               Contains("1000000"));
    CHECK_THAT(failure([](auto& r) {
                   r.objective = "contrast";
                   r.target = r.against = "3";
               }),
               Contains("'3' is the class that is explained"));
    CHECK_THAT(failure([](auto& r) { r.device = "tpu"; }), Contains("tpu"));
    CHECK_THAT(failure([](auto& r) { r.target = "1000000"; }), Contains("1000000"));
    CHECK_THAT(failure([](auto& r) { r.parameters = {{"overlap", 1.5}}; }), Contains("overlap"));
    CHECK_THAT(failure([](auto& r) { r.parameters = {{"lambda", 0.5}}; }), Contains("lambda"));
    CHECK(runToEnd(*engine, tinyRequest()).end.kind == RunEnd::Kind::Completed);
}

namespace {

std::shared_ptr<const Explanation> explainedAfter(
    const std::function<void(ExplainRequest&)>& change) {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequest();
    request.parameters["steps"] = std::int64_t{9};
    change(request);
    return explained(*engine, request);
}

}  // namespace

TEST_CASE("engine: a contrast is the difference of two logits, by default of the likeliest two",
          "[quick]") {
    const auto contrast = explainedAfter([](auto& r) { r.objective = "contrast"; });
    const Scene& scene = *contrast->scene;
    REQUIRE(scene.against);
    CHECK(scene.target.index == scene.top[0].index);
    CHECK(scene.against->index == scene.top[1].index);
    // The logits are float32 sums, in batches of different sizes.
    CHECK(contrast->completeness.fInput ==
          Approx(scene.top[0].logit - scene.top[1].logit).margin(1e-5));

    const auto named = explainedAfter([&](auto& r) {
        r.objective = "contrast";
        r.target = std::to_string(scene.top[1].index);
    });
    CHECK(named->scene->against->index == scene.top[0].index);
    CHECK(named->completeness.fInput == Approx(-contrast->completeness.fInput).margin(1e-5));
    CHECK_FALSE(explainedAfter([](auto&) {})->scene->against);
}

TEST_CASE("engine: under a sigmoid the classes' probabilities do not exclude each other",
          "[quick]") {
    const auto explanation = explainedAfter([](auto& r) { r.objective = "sigmoid"; });
    for (const RankedClass& ranked : explanation->scene->top)
        CHECK(ranked.probability == Approx(1 / (1 + std::exp(-ranked.logit))).epsilon(1e-12));
    CHECK(explanation->scene->target.probability ==
          Approx(explanation->completeness.fInput).margin(1e-6));
}

TEST_CASE("engine: a picture as baseline is resized and cropped as the photograph is", "[quick]") {
    const auto itself = explainedAfter([](auto& r) { r.baselines = {PictureBaseline{r.image}}; });
    CHECK(itself->baseline == itself->input);
    CHECK(itself->recipe.find(R"("baseline":{"name":"chelsea.png","sha256":")") !=
          std::string::npos);
    const auto noise = explainedAfter([](auto& r) {
        r.baselines = {NamedBaseline::Noise};
        r.seed = 5;
    });
    CHECK(noise->recipe.find(R"("seed":5)") != std::string::npos);
}

TEST_CASE("engine: the sums along the path end in the whole map's", "[quick]") {
    const auto result = explainedAfter([](auto&) {});
    REQUIRE(result->accumulatedSums.size() == result->alphas.size());
    CHECK(result->accumulatedSums.back() ==
          Approx(result->completeness.attributionSum).epsilon(1e-9));
}
