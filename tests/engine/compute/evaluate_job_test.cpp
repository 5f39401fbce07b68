// One map measured by the engine: its curves, its numbers, its end.

#include <algorithm>
#include <numeric>

#include "engine/api/evaluation.h"
#include "tests/support/growth_story.h"
#include "tests/support/runs.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

using EvaluationStory = GrowthStory<MapEvaluation>;

ExplainRequest igRequest() {
    return shortRequest({NamedBaseline::Black});
}

MapEvaluationRequest evaluationRequest(std::shared_ptr<const Explanation> map) {
    MapEvaluationRequest request{igRequest(), std::move(map)};
    request.options.points = 10;
    return request;
}

std::shared_ptr<EvaluationStory> evaluate(Engine& engine, const MapEvaluationRequest& request) {
    const auto story = std::make_shared<EvaluationStory>();
    engine.submit(request, story);
    story->wait();
    return story;
}

}  // namespace

TEST_CASE("evaluate job: curves go between the picture and the fill, and every pixel has a place",
          "[quick]") {
    const auto engine = makeEngine();
    const auto map = runToEnd(*engine, igRequest()).end.explanation;
    REQUIRE(map);
    const auto story = evaluate(*engine, evaluationRequest(map));
    REQUIRE(story->failure().empty());
    const MapEvaluation& evaluation = *story->result();
    const double whole = map->scene->target.probability;
    // Of float32 networks in batches of other sizes.
    CHECK(evaluation.deletion.front().probability == Approx(whole).epsilon(1e-5));
    CHECK(evaluation.insertion.back().probability == Approx(whole).epsilon(1e-5));
    CHECK(evaluation.deletion.back().probability ==
          Approx(evaluation.insertion.front().probability).epsilon(1e-5));
    CHECK(evaluation.deletion.front().share == 0);
    CHECK(evaluation.deletion.back().share == 1);
    CHECK(evaluation.deletion.size() <= 11);
    CHECK(evaluation.deletion.front().top.front().index == map->scene->top.front().index);

    std::vector<std::int32_t> places = evaluation.removal->places;
    std::ranges::sort(places);
    std::vector<std::int32_t> all(map->attribution.planeSize());
    std::iota(all.begin(), all.end(), 0);
    CHECK((places == all));
    // Curves grow before the first number is there.
    REQUIRE_FALSE(story->steps().empty());
    CHECK_FALSE(story->steps().front()->deletion.empty());
    CHECK_FALSE(story->steps().front()->diffId.value);
}

TEST_CASE("evaluate job: its numbers are those of the command line's metrics", "[quick]") {
    std::shared_ptr<EvaluationStory> story;
    {
        const auto engine = makeEngine();
        const auto map = runToEnd(*engine, igRequest()).end.explanation;
        story = evaluate(*engine, evaluationRequest(map));
    }
    REQUIRE(story->result());
    const MapEvaluation& evaluation = *story->result();
    const auto end = runEvaluation({.pictures = {igRequest()},
                                    .methods = {{"ig", igRequest().parameters}},
                                    .maps = {},
                                    .metrics = {"diffid", "road", "completeness-gap"}});
    REQUIRE(std::holds_alternative<Evaluation>(end));
    const auto valueOf = [&](const std::string& metric) {
        for (const EvaluationRow& row : std::get<Evaluation>(end).rows)
            if (row.metric == metric) return row.value.value();
        FAIL("no row of " << metric);
        return 0.0;
    };
    CHECK(evaluation.diffId.value.value() == Approx(valueOf("diffid")).margin(1e-9));
    // A result is float32, the command line's map float64: where pixels are nearly equal, some
    // change their places.
    CHECK(evaluation.roadGap.value.value() == Approx(valueOf("road")).margin(2e-3));
    CHECK(evaluation.roadLerf.value.value() - evaluation.roadMorf.value.value() ==
          Approx(evaluation.roadGap.value.value()).margin(1e-9));
    CHECK(evaluation.completenessGap.value.value() ==
          Approx(valueOf("completeness-gap")).margin(1e-4));
}

TEST_CASE("evaluate job: a control is the same whenever it is drawn, and another for another seed",
          "[quick]") {
    const auto engine = makeEngine();
    MapEvaluationRequest request = evaluationRequest(nullptr);
    const auto places = [&] { return evaluate(*engine, request)->result()->removal->places; };
    const auto first = places();
    CHECK((places() == first));
    request.seed = 2;
    CHECK_FALSE((places() == first));
    CHECK_FALSE(evaluate(*engine, request)->result()->roadGap.value);
}

TEST_CASE("evaluate job: a map of another size is refused with one sentence", "[quick]") {
    const auto engine = makeEngine();
    auto map = std::make_shared<Explanation>();
    map->attribution = Array(3, 4, 5);
    const auto story = evaluate(*engine, evaluationRequest(map));
    CHECK_THAT(story->failure(), Catch::StartsWith("the map is of 4×5 pixels, the model sees "));
}

TEST_CASE("evaluate job: one that is paused can be cancelled before it began", "[quick]") {
    const auto engine = makeEngine();
    const auto story = std::make_shared<EvaluationStory>();
    // The first keeps the queue from beginning the second.
    const auto before = std::make_shared<EvaluationStory>();
    engine->submit(evaluationRequest(nullptr), before);
    const RunId run = engine->submit(evaluationRequest(nullptr), story);
    engine->pause(run);
    engine->cancel(run);
    story->wait();
    before->wait();
    CHECK(story->wasCancelled());
    CHECK(before->result());
}
