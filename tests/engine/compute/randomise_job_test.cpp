// Model randomisation by the engine: the row's stages, maps and correlations, and its end.

#include <algorithm>

#include "engine/api/evaluation.h"
#include "tests/support/growth_story.h"
#include "tests/support/runs.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

using RowStory = GrowthStory<LayerRandomisation>;

/// A method of one gradient: nothing depends on how many points go into a micro-batch.
ExplainRequest oneGradient() {
    ExplainRequest request = tinyRequest();
    request.method = "gradient-x-input";
    return request;
}

RandomisationRequest rowRequest(Engine& engine, const ExplainRequest& request = oneGradient()) {
    const auto map = runToEnd(engine, request).end.explanation;
    REQUIRE(map);
    return {request, map};
}

std::shared_ptr<RowStory> randomise(Engine& engine, const RandomisationRequest& request) {
    const auto story = std::make_shared<RowStory>();
    engine.randomiseLayers(request, story);
    story->wait();
    INFO(story->failure());
    REQUIRE(story->result());
    return story;
}

std::vector<double> correlationsOf(const LayerRandomisation& row) {
    std::vector<double> correlations;
    for (const RandomisedMap& map : row.maps) correlations.push_back(map.absoluteRanks.value());
    return correlations;
}

/// The curve of that name of the metric `randomisation`, one value for each stage.
std::vector<double> metricCurve(const std::string& name) {
    const auto end = runEvaluation({.pictures = {oneGradient()},
                                    .methods = {{oneGradient().method}},
                                    .maps = {},
                                    .metrics = {"randomisation"}});
    REQUIRE(std::holds_alternative<Evaluation>(end));
    for (const CurveGroup& group : std::get<Evaluation>(end).curves)
        if (group.name == name) return group.curves.at(0).y;
    FAIL("no curve " << name);
    return {};
}

}  // namespace

TEST_CASE("randomise job: the row's numbers are those of the command line's metric", "[quick]") {
    std::shared_ptr<RowStory> story;
    {
        const auto engine = makeEngine();
        story = randomise(*engine, rowRequest(*engine));
    }
    const LayerRandomisation& row = *story->result();
    CHECK((row.stages == std::vector<std::string>{"fc", "conv2", "conv1"}));
    REQUIRE(row.maps.size() == 3);
    const auto ranks = metricCurve("Spearman of Σ|A|");
    const auto structures = metricCurve("SSIM of Σ|A|");
    for (std::size_t i = 0; i < row.maps.size(); ++i) {
        CHECK(row.maps[i].stage == row.stages[i]);
        // A result is float32, the command line's map float64: nearly equal pixels change ranks.
        CHECK(row.maps[i].absoluteRanks.value() == Approx(ranks.at(i)).margin(1e-4));
        CHECK(row.maps[i].structure.value() == Approx(structures.at(i)).margin(1e-4));
    }
    // The names come first, then one map after the other.
    REQUIRE(story->steps().size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK((story->steps()[i]->stages == row.stages));
        CHECK(story->steps()[i]->maps.size() == i);
    }
}

TEST_CASE("randomise job: one by one, a stage leaves what is behind it as it was learnt",
          "[quick]") {
    const auto engine = makeEngine();
    RandomisationRequest request = rowRequest(*engine);
    const auto cascade = randomise(*engine, request)->result();
    request.randomisation = Randomisation::Independent;
    const auto independent = randomise(*engine, request)->result();
    CHECK((independent->stages == cascade->stages));
    // Behind the head there is nothing: the same network, and one gradient of it.
    CHECK((independent->maps[0].attribution == cascade->maps[0].attribution));
    CHECK_FALSE((independent->maps[2].attribution == cascade->maps[2].attribution));
}

TEST_CASE("randomise job: of many stages the first and the last are taken", "[quick]") {
    const auto engine = makeEngine();
    RandomisationRequest request = rowRequest(*engine);
    const auto whole = correlationsOf(*randomise(*engine, request)->result());
    request.mostStages = 2;
    const auto row = randomise(*engine, request)->result();
    CHECK((row->stages == std::vector<std::string>{"fc", "conv1"}));
    CHECK((correlationsOf(*row) == std::vector{whole.front(), whole.back()}));
}

TEST_CASE("randomise job: what was cancelled keeps its maps, and goes on from there", "[quick]") {
    const auto engine = makeEngine();
    RandomisationRequest request = rowRequest(*engine);
    const auto story = std::make_shared<RowStory>([&](RunId run, const LayerRandomisation& row) {
        if (row.maps.size() == 1) engine->cancel(run);
    });
    engine->randomiseLayers(request, story);
    story->wait();
    CHECK(story->wasCancelled());
    REQUIRE(story->steps().back()->maps.size() == 1);

    auto known = std::make_shared<LayerRandomisation>(*story->steps().back());
    known->maps[0].absoluteRanks = 0.123;  // Not what would be found.
    request.known = known;
    const auto row = randomise(*engine, request)->result();
    CHECK(row->maps.size() == 3);
    CHECK(row->maps[0].absoluteRanks == 0.123);
}

TEST_CASE("randomise job: a map that does not ask the network stays wholly alike", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest edges = tinyRequest();
    edges.method = "edges";
    for (const double correlation :
         correlationsOf(*randomise(*engine, rowRequest(*engine, edges))->result()))
        // The original is float32, in which more pixels are equal.
        CHECK(correlation == Approx(1).margin(1e-4));
}

TEST_CASE("randomise job: a program's layers are not known, and it says so", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest program = oneGradient();
    program.model = SIGSCOPE_TEST_DATA "/golden/weights/hostile/torchscript_archive.pt";
    program.modelCode = ModelCode::Allowed;
    program.preprocessing = {
        {"input-size", std::int64_t{32}},          {"resize", std::int64_t{32}},
        {"mean", Triple{0.5, 0.5, 0.5}},           {"std", Triple{0.5, 0.5, 0.5}},
        {"channel-order", std::string("rgb")},     {"range", std::string("0..1")},
        {"interpolation", std::string("bilinear")}};
    const auto story = std::make_shared<RowStory>();
    engine->randomiseLayers(rowRequest(*engine, program), story);
    story->wait();
    CHECK_THAT(story->failure(),
               Catch::StartsWith("torchscript_archive.pt: no layers can be randomised"));
}
