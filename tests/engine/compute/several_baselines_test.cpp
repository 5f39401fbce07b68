// The mean and the spread over several baselines.

#include <algorithm>
#include <nlohmann/json.hpp>
#include "tests/support/torch_catch.h"

#include "engine/api/attribution_map.h"
#include "engine/api/baseline_list.h"
#include "engine/compute/over_baselines.h"
#include "engine/problem/array_tensor.h"
#include "tests/support/explained.h"
#include "tests/support/forwarding_observer.h"
#include "tests/support/runs.h"
#include "tests/support/small_problem.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;

namespace {

/// Baselines of `problem` unlike each other.
std::vector<at::Tensor> threeBaselines(const Problem& problem) {
    return {problem.baseline, at::zeros_like(problem.input), -0.5 * problem.input};
}

/// Cancels its run once it has made more than `evaluations` gradients.
class CancelBeyond final : public ForwardingObserver {
public:
    CancelBeyond(Engine& engine, int evaluations, std::shared_ptr<RunEventQueue> eventQueue)
        : ForwardingObserver(std::move(eventQueue)), m_engine(engine), m_evaluations(evaluations) {}

    void progress(RunId run, const Progress& progress) override {
        if (progress.step > m_evaluations) m_engine.cancel(run);
    }

private:
    Engine& m_engine;
    int m_evaluations;
};

/// Keeps how far the gradients of a run are.
class ProgressKeeper final : public ForwardingObserver {
public:
    using ForwardingObserver::ForwardingObserver;
    void progress(RunId, const Progress& progress) override {
        if (progress.stage == Stage::Integrate) integration.push_back(progress);
    }

    std::vector<Progress> integration;
};

RunStory cancelledBeyond(Engine& engine, const ExplainRequest& request, int evaluations) {
    const auto eventQueue = std::make_shared<RunEventQueue>();
    engine.submit(request, std::make_shared<CancelBeyond>(engine, evaluations, eventQueue));
    return waitForEnd(*eventQueue);
}

}  // namespace

TEST_CASE("several baselines: mean and spread are those of separate runs", "[quick]") {
    Problem problem = smallProblem({.seed = 81});
    for (const char* method : {"sig", "ig", "gig", "idgi", "gradient-x-input"}) {
        compute::OverBaselines over;
        std::vector<at::Tensor> maps;
        double meanGap = 0;
        for (const at::Tensor& baseline : threeBaselines(problem)) {
            problem.baseline = baseline;
            const auto attribution = runMethod(problem, method, {});
            maps.push_back(attribution.map.clone());
            over.add(attribution, 0.5, 0.25);
            meanGap += over.each().back().integrationError() / 3;
            if (maps.size() > 1) continue;
            CHECK(at::equal(over.mean(), maps[0]));
            CHECK_FALSE(over.spread().defined());
        }
        const at::Tensor all = at::stack(maps);
        INFO(method);
        // Rounding of float64 sums of three.
        CHECK(relativeError(over.mean(), all.mean(0)) < 1e-14);
        CHECK(relativeError(over.spread(), all.std(0, /*unbiased=*/true)) < 1e-12);
        CHECK(over.complete());
        CHECK(over.completeness().integrationError() == Approx(meanGap).epsilon(1e-9));
        CHECK(over.completeness().fBaseline == Approx(0.25));
    }
}

TEST_CASE("several baselines: what was stopped counts only where there is nothing else",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 82});
    auto part = runMethod(problem, "ig", {});
    part.complete = false;
    compute::OverBaselines over;
    over.add(part, 0, 0);
    CHECK_FALSE(over.complete());
    CHECK(at::equal(over.mean(), part.map));
    compute::OverBaselines after;
    after.add(runMethod(problem, "gradient-x-input", {}), 0, 0);
    after.add(part, 0, 0);
    CHECK_FALSE(after.complete());
    CHECK(after.each().size() == 1);
    CHECK_FALSE(at::equal(after.mean(), part.map));
}

TEST_CASE("several baselines: a run makes the mean of the single runs", "[quick]") {
    const auto engine = makeEngine();
    const std::vector<BaselineSpec> baselines{NamedBaseline::Black, NamedBaseline::White,
                                              ColourBaseline{{0x80, 0x40, 0x20}}};
    ExplainRequest request = shortRequest(baselines);
    request.tracing = Tracing::Path;
    const RunStory story = runToEnd(*engine, request);
    const auto result = explanationOf(story);
    REQUIRE(result->perBaseline.size() == 3);
    CHECK(result->scene->baselines == std::vector<std::string>{"black", "white", "#804020"});
    std::vector<at::Tensor> maps;
    for (std::size_t k = 0; k < baselines.size(); ++k) {
        const auto one = explained(*engine, shortRequest({baselines[k]}));
        CHECK(one->spread.empty());
        CHECK(one->perBaseline.empty());
        maps.push_back(toTensor(one->attribution, at::kDouble));
        // float32 sums of the network, in batches of other sizes.
        const Completeness& here = result->perBaseline[k];
        CHECK(here.attributionSum == Approx(one->completeness.attributionSum).margin(1e-6));
        CHECK(here.fBaseline == Approx(one->completeness.fBaseline).margin(1e-6));
        CHECK(here.fPathEnd == Approx(one->completeness.fPathEnd).margin(1e-6));
        if (k > 0) continue;
        CHECK(relativeError(toTensor(result->trace->frame(1).accumulated, at::kDouble), maps[0]) <
              1e-5);
        CHECK(result->baseline == one->baseline);
        CHECK(result->alphas == one->alphas);
        CHECK(result->accumulatedSums.back() == Approx(here.attributionSum).margin(1e-9));
    }
    const at::Tensor all = at::stack(maps);
    CHECK(relativeError(toTensor(result->attribution, at::kDouble), all.mean(0)) < 1e-5);
    CHECK(relativeError(toTensor(result->spread, at::kDouble), all.std(0, /*unbiased=*/true)) <
          1e-5);
    CHECK(result->completeness.attributionSum == Approx(sum(result->attribution)).margin(1e-5));
    CHECK(relativeSpread(result->attribution, result->spread) ==
          Approx((all.std(0).norm() / all.mean(0).norm()).item<double>()).epsilon(1e-4));
}

TEST_CASE("several baselines: one plan, one progress, the first one's nodes", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = shortRequest(
        {NamedBaseline::Black, NamedBaseline::Mean, NamedBaseline::White, NamedBaseline::Grey});
    request.tracing = Tracing::Path;
    const RunStory story = runToEnd(*engine, request);
    const auto result = explanationOf(story);
    CHECK(story.plan->evaluations == 4 * shortRunSteps);
    CHECK(result->evaluations == 4 * shortRunSteps);
    CHECK(story.nodes.size() == shortRunSteps);
    const auto eventQueue = std::make_shared<RunEventQueue>();
    const auto keeper = std::make_shared<ProgressKeeper>(eventQueue);
    engine->submit(request, keeper);
    REQUIRE(waitForEnd(*eventQueue).end.kind == RunEnd::Kind::Completed);
    REQUIRE_FALSE(keeper->integration.empty());
    CHECK(std::ranges::is_sorted(keeper->integration, {}, &Progress::step));
    CHECK(keeper->integration.back().step == 4 * shortRunSteps);
    for (const Progress& progress : keeper->integration) CHECK(progress.total == 4 * shortRunSteps);

    REQUIRE_FALSE(story.previews.empty());
    int done = 0;
    for (const Preview& preview : story.previews) {
        CHECK(preview.baselinesDone >= done);
        done = preview.baselinesDone;
        REQUIRE(preview.trace);
        CHECK(preview.trace->nodes().size() <= shortRunSteps);
    }
}

TEST_CASE("several baselines: every method that uses the baseline takes them, no other does",
          "[quick]") {
    const auto engine = makeEngine();
    for (const MethodSpec& method : engine->catalogue().methods) {
        ExplainRequest request = tinyRequestOf(method);
        setBaselines(request, {NamedBaseline::Black, NamedBaseline::Blur});
        const RunStory story = runToEnd(*engine, request);
        INFO(method.name << ": " << story.end.error);
        if (!usesBaseline(method, request.parameters)) {
            REQUIRE(story.end.kind == RunEnd::Kind::Failed);
            CHECK_THAT(story.end.error, Contains(method.name + " does not use the baseline") &&
                                            Contains("sig, ig, gig") && !Contains("\n"));
            continue;
        }
        REQUIRE(story.end.kind == RunEnd::Kind::Completed);
        CHECK(story.end.explanation->perBaseline.size() == 2);
        CHECK(magnitudeQuantile(story.end.explanation->spread, 1) > 0);
        // Each file once, however many baselines.
        const auto recipe = nlohmann::json::parse(story.end.explanation->recipe);
        if (recipe.contains("files")) CHECK(recipe["files"]["vae"].size() == 1);
    }
    ExplainRequest blurred = shortRequest({NamedBaseline::Black, NamedBaseline::White});
    blurred.method = "idgi";
    blurred.parameters["path"] = std::string("blur");
    CHECK_THAT(runToEnd(*engine, blurred).end.error, Contains("idgi does not use the baseline"));
}

TEST_CASE("several baselines: a method that ignores the baseline in fact does", "[quick]") {
    const auto engine = makeEngine();
    for (const MethodSpec& method : engine->catalogue().methods) {
        const auto mapFrom = [&](NamedBaseline baseline) {
            ExplainRequest request = tinyRequestOf(method);
            request.baselines = {baseline};
            return explained(*engine, request)->attribution;
        };
        INFO(method.name);
        const bool ignores = mapFrom(NamedBaseline::Black) == mapFrom(NamedBaseline::White);
        CHECK(ignores == !usesBaseline(method, tinyRequestOf(method).parameters));
    }
}

TEST_CASE("several baselines: cancelled, those that are done count", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request =
        shortRequest({NamedBaseline::Black, NamedBaseline::White, NamedBaseline::Blur});
    request.tracing = Tracing::Path;
    // Micro-batches that none of the baselines share: the last one ends at 17, 34, 51.
    const auto whole = explained(*engine, request);
    for (const int done : {0, 1, 2}) {
        const RunStory story = cancelledBeyond(*engine, request, done * shortRunSteps + 2);
        INFO(done << " done");
        REQUIRE(story.end.kind == RunEnd::Kind::Cancelled);
        REQUIRE(story.end.explanation);
        const Explanation& part = *story.end.explanation;
        CHECK(part.partial);
        CHECK(part.evaluations > done * shortRunSteps);
        CHECK(part.evaluations < (done + 1) * shortRunSteps);
        // Of the first there is what it has come to.
        REQUIRE(part.perBaseline.size() == static_cast<std::size_t>(std::max(done, 1)));
        CHECK(part.spread.empty() == (done < 2));
        REQUIRE(part.trace);
        if (done == 0) {
            CHECK(part.trace->frame(1).accumulated == part.attribution);
            continue;
        }
        ExplainRequest fewer = request;
        fewer.baselines.resize(done);
        CHECK(relativeError(toTensor(part.attribution, at::kDouble),
                            toTensor(explained(*engine, fewer)->attribution, at::kDouble)) < 1e-5);
        CHECK(part.perBaseline[0].attributionSum ==
              Approx(whole->perBaseline[0].attributionSum).margin(1e-6));
        CHECK_THAT(baselinesText(part), Contains(std::to_string(done) + " of 3 baselines: black"));
    }
}
