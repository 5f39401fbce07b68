#include <atomic>
#include <latch>
#include "tests/support/torch_catch.h"

#include "engine/api/attribution_map.h"
#include "tests/support/forwarding_observer.h"
#include "tests/support/runs.h"
#include "tests/support/same_map.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// Cancels its run from within, when `stage` is first reported.
class CancelAtStage final : public ForwardingObserver {
public:
    CancelAtStage(Engine& engine, Stage stage, std::shared_ptr<RunEventQueue> eventQueue)
        : ForwardingObserver(std::move(eventQueue)), m_engine(engine), m_stage(stage) {}

    void progress(RunId run, const Progress& progress) override {
        if (progress.stage == m_stage) m_engine.cancel(run);
    }

private:
    Engine& m_engine;
    Stage m_stage;
};

/// Cancels its run when the first nodes are there.
class CancelAfterNodes final : public ForwardingObserver {
public:
    CancelAfterNodes(Engine& engine, std::shared_ptr<RunEventQueue> eventQueue)
        : ForwardingObserver(std::move(eventQueue)), m_engine(engine) {}

    void nodes(RunId run, const std::vector<PathNode>&) override { m_engine.cancel(run); }

private:
    Engine& m_engine;
};

/// Notes what there was when the first preview came.
class FirstPreview final : public ForwardingObserver {
public:
    using ForwardingObserver::ForwardingObserver;

    void nodes(RunId, const std::vector<PathNode>& nodes) override { m_nodes += nodes.size(); }
    void preview(RunId, Preview preview) override {
        if (first != 0) return;
        first = m_nodes;
        end = preview.trace->nodes().back().alpha;
    }

    std::size_t first = 0;
    double end = 0;

private:
    std::size_t m_nodes = 0;
};

/// Counts how runs end.
class EndCounter final : public RunObserver {
public:
    explicit EndCounter(std::latch& all) : m_all(all) {}
    void completed(RunId run, std::shared_ptr<const Explanation> explanation) override {
        lastCompleted = run;
        recipe = explanation->recipe;
        ++ends;
        m_all.count_down();
    }
    void cancelled(RunId, std::shared_ptr<const Explanation>) override {
        ++ends;
        m_all.count_down();
    }
    void failed(RunId, const RunFailure&) override {
        ++failures;
        m_all.count_down();
    }

    std::atomic<int> ends = 0;
    std::atomic<int> failures = 0;
    std::atomic<RunId> lastCompleted = 0;
    std::string recipe;

private:
    std::latch& m_all;
};

}  // namespace

TEST_CASE("engine: a run is planned, followed and completed", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequest();
    request.tracing = Tracing::Path;
    const RunStory story = runToEnd(*engine, request);
    REQUIRE(story.end.kind == RunEnd::Kind::Completed);
    const Explanation& explanation = *story.end.explanation;
    CHECK_FALSE(story.plan->exact);
    CHECK(explanation.evaluations <= story.plan->evaluations);
    CHECK(static_cast<int>(story.nodes.size()) == explanation.evaluations);
    REQUIRE(explanation.mapError);
    CHECK(*explanation.mapError <= 0.02);
    CHECK(explanation.alphas.front() == 0);
    CHECK(explanation.alphas.back() == 1);
    CHECK(explanation.attribution.values.size() == 3 * 32 * 32);
    CHECK(explanation.scene->top.size() == 5);
    CHECK(explanation.scene->target.index == explanation.scene->top.front().index);
    REQUIRE(explanation.scene->labels.size() == explanation.logits.size());
    CHECK(explanation.scene->labels.at(explanation.scene->target.index) ==
          explanation.scene->target.label);
    // f is the probability here.
    CHECK(explanation.scene->targetAtBaseline ==
          Approx(explanation.completeness.fBaseline).epsilon(1e-5));
    CHECK(explanation.scene->baselineTop.probability >= explanation.scene->targetAtBaseline);
    CHECK_FALSE(explanation.partial);
    // What the rule left is small beside what is explained; the path covers all of it.
    const Completeness& complete = explanation.completeness;
    CHECK(std::abs(complete.integrationError()) <
          0.01 * std::abs(complete.fInput - complete.fBaseline) + 1e-4);
    CHECK(std::abs(complete.pathGap()) < 1e-6);
}

TEST_CASE("engine: the same request gives the same bits as long as micro-batches keep their size",
          "[quick]") {
    const auto engine = makeEngine();
    std::shared_ptr<const Explanation> first;
    bool repeated = false;
    for (int i = 0; i < 10 && !repeated; ++i) {
        const auto explanation = runToEnd(*engine, tinyRequest()).end.explanation;
        if (!keptMicroBatches(*explanation)) continue;
        repeated = first != nullptr;
        if (!repeated) {
            first = explanation;
            continue;
        }
        CHECK(explanation->recipe == first->recipe);
        CHECK(explanation->attribution == first->attribution);
    }
    CHECK(repeated);
}

TEST_CASE("engine: the first preview covers the whole path after at most 9 evaluations",
          "[quick]") {
    const auto engine = makeEngine();
    for (const char* method : {"sig", "ig"}) {
        const auto eventQueue = std::make_shared<RunEventQueue>();
        const auto observer = std::make_shared<FirstPreview>(eventQueue);
        ExplainRequest request = tinyRequest();
        request.method = method;
        request.tracing = Tracing::Path;
        engine->submit(request, observer);
        REQUIRE(waitForEnd(*eventQueue).end.kind == RunEnd::Kind::Completed);
        CHECK(observer->first > 0);
        CHECK(observer->first <= 9);
        CHECK(observer->end == 1);
    }
}

TEST_CASE("engine: cancelled at any stage it stays usable", "[quick]") {
    const auto engine = makeEngine();
    for (const Stage stage : {Stage::Load, Stage::Decompose, Stage::Integrate}) {
        const auto eventQueue = std::make_shared<RunEventQueue>();
        engine->submit(tinyRequest(), std::make_shared<CancelAtStage>(*engine, stage, eventQueue));
        const RunStory story = waitForEnd(*eventQueue);
        INFO(stageTitle(stage));
        CHECK(story.end.kind == RunEnd::Kind::Cancelled);
        CHECK(story.end.explanation == nullptr);
        CHECK(runToEnd(*engine, tinyRequest()).end.kind == RunEnd::Kind::Completed);
    }
}

TEST_CASE("engine: cancelled in the middle it keeps the partial map and its gap", "[quick]") {
    const auto engine = makeEngine();
    for (const char* rule : {"trapezoid", "reference"}) {
        const auto eventQueue = std::make_shared<RunEventQueue>();
        ExplainRequest request = tinyRequest();
        request.tracing = Tracing::Path;
        request.parameters = {{"rule", std::string(rule)}};
        engine->submit(request, std::make_shared<CancelAfterNodes>(*engine, eventQueue));
        const RunStory story = waitForEnd(*eventQueue);
        REQUIRE(story.end.kind == RunEnd::Kind::Cancelled);
        REQUIRE(story.end.explanation != nullptr);
        const Explanation& partial = *story.end.explanation;
        CHECK(partial.partial);
        CHECK(partial.evaluations < 129);
        CHECK(partial.evaluations >= 2);
        CHECK(partial.trace->frame(1).accumulated == partial.attribution);
        // What is left out is told by these three.
        CHECK(partial.completeness.fPathStart == partial.f.front());
        CHECK(partial.completeness.fPathEnd == partial.f.back());
        CHECK(partial.completeness.attributionSum == Approx(sum(partial.attribution)).margin(1e-5));
    }
}

TEST_CASE("engine: of 200 rapid changes the last one is explained", "[quick]") {
    constexpr int changes = 200;
    std::latch all(changes);  // Outlives the compute thread, which counts it down.
    const auto engine = makeEngine();
    const auto counter = std::make_shared<EndCounter>(all);
    RunId last = 0;
    for (int i = 0; i < changes; ++i) {
        ExplainRequest request = tinyRequest();
        request.parameters = {{"overlap", (i + 1) / 400.0}};
        last = engine->submit(request, counter);
    }
    all.wait();
    CHECK(counter->ends == changes);
    CHECK(counter->failures == 0);
    CHECK(counter->lastCompleted == last);
    CHECK_THAT(counter->recipe, Catch::Contains("\"overlap\":0.5"));
}
