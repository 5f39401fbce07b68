// How soon a change is seen.

#include "tests/support/torch_catch.h"

#include "tests/support/forwarding_observer.h"
#include "tests/support/runs.h"
#include "tests/support/same_map.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// What is seen of a run on its way.
class Watch final : public ForwardingObserver {
public:
    using ForwardingObserver::ForwardingObserver;

    void nodes(RunId, const std::vector<PathNode>& nodes) override {
        if (!previewed) before += static_cast<int>(nodes.size());
    }
    void preview(RunId, Preview) override { previewed = true; }
    void progress(RunId, const Progress& progress) override {
        if (progress.stage == Stage::Integrate) integration.push_back(progress);
    }

    bool previewed = false;
    int before = 0;  ///< Gradients before the first preview.
    std::vector<Progress> integration;
};

}  // namespace

TEST_CASE("preview: each move of the overlap has one within nine gradients", "[quick]") {
    const auto engine = makeEngine();
    for (const char* method : {"sig", "ig"})
        for (const double overlap : {0.4, 0.5, 0.05, 1.0}) {
            const auto eventQueue = std::make_shared<RunEventQueue>();
            const auto observer = std::make_shared<Watch>(eventQueue);
            ExplainRequest request = tinyRequest();
            request.method = method;
            request.tracing = Tracing::Path;
            if (request.method == "sig") request.parameters["overlap"] = overlap;
            engine->submit(request, observer);
            CHECK(waitForEnd(*eventQueue).end.kind == RunEnd::Kind::Completed);
            CHECK(observer->previewed);
            CHECK(observer->before >= 2);
            CHECK(observer->before <= 9);
        }
}

TEST_CASE("preview: going back to an earlier request gives its map again", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequest();
    const auto first = runToEnd(*engine, request).end.explanation;
    request.parameters["overlap"] = 0.9;
    const auto other = runToEnd(*engine, request).end.explanation;
    request.parameters.clear();
    const auto again = runToEnd(*engine, request).end.explanation;
    checkSameMap(*first, *again);
    CHECK(again->logits == first->logits);
    CHECK_FALSE(other->attribution == first->attribution);
}

TEST_CASE("progress: how many gradients a tolerance takes is not said before it is known",
          "[quick]") {
    const auto engine = makeEngine();
    const auto progressOf = [&](const ParameterValues& parameters) {
        const auto eventQueue = std::make_shared<RunEventQueue>();
        const auto observer = std::make_shared<Watch>(eventQueue);
        ExplainRequest request = tinyRequest();
        request.parameters = parameters;
        engine->submit(request, observer);
        CHECK(waitForEnd(*eventQueue).end.kind == RunEnd::Kind::Completed);
        return observer->integration;
    };
    const std::vector<Progress> adaptive = progressOf({{"tolerance", 1.0}});
    CHECK(adaptive.front().total == 0);
    CHECK(adaptive.back().total == adaptive.back().step);
    CHECK(progressOf({{"steps", std::int64_t{17}}}).front().total == 17);
}
