// Every method of the registry as a run of the real engine, cancelled from within as soon as it has
// got somewhere.

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/api/attribution_map.h"
#include "engine/api/baseline_list.h"
#include "engine/compute/compute_engine.h"
#include "tests/support/forwarding_observer.h"
#include "tests/support/runs.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// Cancels its run once `enough` nodes are there, or of a method without a path so many gradients,
/// and counts how it ends.
class CancelAtNode final : public ForwardingObserver {
public:
    CancelAtNode(Engine& engine, PathUse path, std::size_t enough,
                 std::shared_ptr<RunEventQueue> eventQueue)
        : ForwardingObserver(std::move(eventQueue)),
          m_engine(engine),
          m_path(path),
          m_enough(enough) {}

    void started(RunId, const Plan& plan, std::shared_ptr<const Scene>) override {
        microBatch = plan.microBatch;
    }
    void nodes(RunId run, const std::vector<PathNode>& some) override {
        nodeCount += some.size();
        if (nodeCount >= m_enough) cancel(run);
    }
    void progress(RunId run, const Progress& progress) override {
        if (m_path == PathUse::None && progress.step >= static_cast<int>(m_enough)) cancel(run);
        // That of the micro-batch in which it was cancelled.
        if (m_cancelled) evaluationsThen = std::min(evaluationsThen, progress.step);
    }
    void completed(RunId run, std::shared_ptr<const Explanation> explanation) override {
        ++ends;
        ForwardingObserver::completed(run, std::move(explanation));
    }
    void cancelled(RunId run, std::shared_ptr<const Explanation> partial) override {
        ++ends;
        ForwardingObserver::cancelled(run, std::move(partial));
    }
    void failed(RunId run, const RunFailure& failure) override {
        ++ends;
        ForwardingObserver::failed(run, failure);
    }

    // Read once the next run has ended: the compute thread is elsewhere by then.
    int ends = 0;
    int microBatch = 0;
    std::size_t nodeCount = 0;
    int evaluationsThen = std::numeric_limits<int>::max();

private:
    void cancel(RunId run) {
        m_cancelled = true;
        m_engine.cancel(run);
    }

    Engine& m_engine;
    PathUse m_path;
    std::size_t m_enough;
    bool m_cancelled = false;
};

struct CancelledRun {
    std::shared_ptr<const CancelAtNode> observer;
    RunEnd end;
};

CancelledRun cancelAtNode(Engine& engine, const ExplainRequest& request, std::size_t enough) {
    const auto eventQueue = std::make_shared<RunEventQueue>();
    const PathUse path = engine.catalogue().method(request.method)->traits.path;
    const auto observer = std::make_shared<CancelAtNode>(engine, path, enough, eventQueue);
    engine.submit(request, observer);
    RunEnd end = waitForEnd(*eventQueue).end;
    ExplainRequest next = tinyRequest();
    next.method = "gradient-x-input";
    CHECK(runToEnd(engine, next).end.kind == RunEnd::Kind::Completed);
    return {observer, std::move(end)};
}

void checkPart(const Explanation& part, const CancelAtNode& observer) {
    CHECK(part.partial);
    CHECK(part.evaluations <= observer.evaluationsThen + observer.microBatch);
    CHECK(part.alphas.size() == part.f.size());
    CHECK(std::ranges::all_of(part.attribution.values, [](float v) { return std::isfinite(v); }));
    CHECK((part.trace != nullptr) == part.traits.hasPath());
    if (part.trace) CHECK(part.trace->frame(1).accumulated == part.attribution);
}

}  // namespace

TEST_CASE("cancelling: each method ends its run at once, once, and with what there is", "[quick]") {
    const auto engine = makeEngine();
    for (const MethodSpec& method : engine->catalogue().methods)
        for (const std::size_t enough : {1, 2, 10}) {
            ExplainRequest request = tinyRequestOf(method);
            request.tracing = Tracing::Path;
            const auto [observer, end] = cancelAtNode(*engine, request, enough);
            INFO(method.name << " at node " << enough << ": " << end.error);
            CHECK(observer->ends == 1);
            REQUIRE(end.kind != RunEnd::Kind::Failed);
            if (end.kind == RunEnd::Kind::Completed) {
                // All was evaluated by then, or it never got so far.
                const int evaluations = end.explanation->evaluations;
                const bool late = observer->nodeCount < enough ||
                                  evaluations <= observer->evaluationsThen + observer->microBatch;
                CHECK(late);
                continue;
            }
            if (method.traits.hasPath())
                CHECK((end.explanation != nullptr) == (observer->nodeCount >= 2));
            if (end.explanation) checkPart(*end.explanation, *observer);
        }
}

TEST_CASE("cancelling: so does each method within the first of several baselines", "[quick]") {
    const auto engine = makeEngine();
    for (const MethodSpec& method : engine->catalogue().methods) {
        ExplainRequest request = tinyRequestOf(method);
        if (!usesBaseline(method, request.parameters)) continue;
        if (method.name == "spi-p") continue;  // A probability takes two whole paths.
        request.tracing = Tracing::Path;
        setBaselines(request, {NamedBaseline::Black, NamedBaseline::White, NamedBaseline::Blur});
        // After two nodes, or the one gradient that a method without a path takes.
        const std::size_t enough = method.traits.hasPath() ? 2 : 1;
        const auto [observer, end] = cancelAtNode(*engine, request, enough);
        INFO(method.name << ": " << end.error);
        CHECK(observer->ends == 1);
        REQUIRE(end.kind == RunEnd::Kind::Cancelled);
        REQUIRE(end.explanation);
        CHECK(end.explanation->perBaseline.size() == 1);
        checkPart(*end.explanation, *observer);
    }
}
