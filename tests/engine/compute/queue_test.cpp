// Runs in the queue beside those of the foreground.

#include <atomic>
#include <latch>
#include <mutex>
#include <vector>

#include "tests/support/forwarding_observer.h"
#include "tests/support/runs.h"
#include "tests/support/test_engines.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// Notes the order in which runs end, and lets a test wait for all of them.
class Ends final : public RunObserver {
public:
    explicit Ends(int count) : m_all(count) {}

    void completed(RunId run, std::shared_ptr<const Explanation> explanation) override {
        end(run, std::move(explanation));
    }
    void cancelled(RunId run, std::shared_ptr<const Explanation>) override { end(run, nullptr); }
    void failed(RunId run, const RunFailure& failure) override {
        {
            const std::lock_guard lock(m_mutex);
            failures.push_back(failure.message);
        }
        end(run, nullptr);
    }
    void wait() { m_all.wait(); }

    std::vector<RunId> order;
    std::vector<std::string> failures;
    std::map<RunId, std::shared_ptr<const Explanation>> completions;

private:
    void end(RunId run, std::shared_ptr<const Explanation> explanation) {
        {
            const std::lock_guard lock(m_mutex);
            order.push_back(run);
            if (explanation) completions[run] = std::move(explanation);
        }
        m_all.count_down();
    }

    std::mutex m_mutex;
    std::latch m_all;
};

ExplainRequest shortestRequest(const std::string& method) {
    ExplainRequest request = tinyRequest();
    request.method = method;
    return request;
}

}  // namespace

TEST_CASE("queue: the foreground goes first at the next micro-batch; what waited goes on",
          "[quick]") {
    const auto ends = std::make_shared<Ends>(2);
    HeldEngine held;
    const RunId queued = held.engine().submit(shortestRequest("held"), ends, Lane::Queue);
    held.waitUntilHeld();
    const RunId foreground = held.engine().submit(shortestRequest("ig"), ends);
    held.release();
    ends->wait();
    CHECK(ends->order == std::vector{foreground, queued});
    // As many gradients as when nothing came between: none was taken twice.
    const RunStory alone = runToEnd(held.engine(), shortestRequest("sig"));
    CHECK(ends->completions.at(queued)->evaluations == alone.end.explanation->evaluations);
    CHECK(ends->completions.at(queued)->alphas == alone.end.explanation->alphas);
}

TEST_CASE("queue: cancelling, pausing and resuming one run leave the others", "[quick]") {
    const auto ends = std::make_shared<Ends>(4);
    HeldEngine held;
    const RunId first = held.engine().submit(shortestRequest("held"), ends, Lane::Queue);
    held.waitUntilHeld();
    const RunId second = held.engine().submit(shortestRequest("ig"), ends, Lane::Queue);
    const RunId third = held.engine().submit(shortestRequest("ig"), ends, Lane::Queue);
    const RunId fourth =
        held.engine().submit(shortestRequest("gradient-x-input"), ends, Lane::Queue);
    held.engine().pause(first);
    held.engine().cancel(third);
    held.release();
    const RunStory foreground = runToEnd(held.engine(), shortestRequest("gradient-x-input"));
    CHECK(foreground.end.kind == RunEnd::Kind::Completed);
    held.engine().resume(first);
    ends->wait();
    CHECK(ends->completions.contains(first));
    CHECK(ends->completions.contains(second));
    CHECK_FALSE(ends->completions.contains(third));
    CHECK(ends->completions.contains(fourth));
    CHECK(ends->failures.empty());
}

TEST_CASE("queue: a run that fails ends alone", "[quick]") {
    const auto ends = std::make_shared<Ends>(2);
    HeldEngine held;
    ExplainRequest missing = shortestRequest("ig");
    missing.image = "there-is-no-such-picture.png";
    const RunId failing = held.engine().submit(missing, ends, Lane::Queue);
    const RunId good = held.engine().submit(shortestRequest("ig"), ends, Lane::Queue);
    ends->wait();
    REQUIRE(ends->failures.size() == 1);
    CHECK_THAT(ends->failures.front(), Catch::Contains("there-is-no-such-picture.png"));
    CHECK_FALSE(ends->completions.contains(failing));
    CHECK(ends->completions.contains(good));
}

TEST_CASE("queue: 200 rapid changes during a queue of 6 end in the last one and all 6", "[quick]") {
    constexpr int changes = 200;
    constexpr int queue = 6;
    const auto ends = std::make_shared<Ends>(changes + queue);
    HeldEngine held;
    std::vector<RunId> queued{held.engine().submit(shortestRequest("held"), ends, Lane::Queue)};
    held.waitUntilHeld();
    for (int i = 1; i < queue; ++i)
        queued.push_back(held.engine().submit(shortestRequest("ig"), ends, Lane::Queue));
    RunId last = 0;
    for (int i = 0; i < changes; ++i) {
        ExplainRequest request = shortestRequest("sig");
        request.parameters = {{"overlap", (i + 1) / 400.0}};
        last = held.engine().submit(request, ends);
        if (i == changes / 2) held.release();
    }
    ends->wait();
    CHECK(ends->failures.empty());
    CHECK(ends->completions.contains(last));
    for (const RunId run : queued) CHECK(ends->completions.contains(run));
}
