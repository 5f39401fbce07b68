// How soon a change is seen.

#include "tests/support/runs.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// Counts the gradients before a run's first preview.
class FirstPreview final : public RunObserver {
public:
    explicit FirstPreview(std::shared_ptr<RunMailbox> mailbox) : m_mailbox(std::move(mailbox)) {}

    void nodes(RunId run, const std::vector<PathNode>& nodes) override {
        if (!previewed) before += static_cast<int>(nodes.size());
        m_mailbox->nodes(run, nodes);
    }
    void preview(RunId run, Preview preview) override {
        previewed = true;
        m_mailbox->preview(run, std::move(preview));
    }
    void completed(RunId run, std::shared_ptr<const Explanation> explanation) override {
        m_mailbox->completed(run, std::move(explanation));
    }
    void cancelled(RunId run, std::shared_ptr<const Explanation> partial) override {
        m_mailbox->cancelled(run, std::move(partial));
    }
    void failed(RunId run, const std::string& message) override { m_mailbox->failed(run, message); }

    bool previewed = false;
    int before = 0;

private:
    std::shared_ptr<RunMailbox> m_mailbox;
};

}  // namespace

TEST_CASE("preview: each move of the overlap has one within nine gradients", "[quick]") {
    const auto engine = makeEngine();
    for (const char* method : {"sig", "ig"})
        for (const double overlap : {0.4, 0.5, 0.05, 1.0}) {
            const auto mailbox = std::make_shared<RunMailbox>();
            const auto observer = std::make_shared<FirstPreview>(mailbox);
            ExplainRequest request = tinyRequest();
            request.method = method;
            request.tracing = Tracing::Path;
            if (request.method == "sig") request.parameters["overlap"] = overlap;
            engine->submit(request, observer);
            CHECK(waitForEnd(*mailbox).end.kind == RunEnd::Kind::Completed);
            CHECK(observer->previewed);
            CHECK(observer->before >= 2);
            CHECK(observer->before <= 9);
        }
}

TEST_CASE("preview: the same request again has the same map, from what was kept", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequest();
    const auto first = runToEnd(*engine, request).end.explanation;
    request.parameters["overlap"] = 0.9;
    const auto other = runToEnd(*engine, request).end.explanation;
    request.parameters.clear();
    const auto again = runToEnd(*engine, request).end.explanation;
    CHECK(again->attribution == first->attribution);
    CHECK(again->logits == first->logits);
    CHECK_FALSE(other->attribution == first->attribution);
}
