#include "ui/path/frame_worker.h"

#include <catch2/catch.hpp>
#include <semaphore>

#include "tests/support/fake_trace.h"
#include "tests/ui/window_fixture.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// A trace whose frames wait until the test lets them go.
class HeldTrace final : public PathTrace {
public:
    const std::vector<PathNode>& nodes() const override { return m_inner.nodes(); }
    const std::vector<double>& accumulatedSums() const override {
        return m_inner.accumulatedSums();
    }
    float spectrumMaximum() const override { return m_inner.spectrumMaximum(); }
    std::int64_t bytes() const override { return m_inner.bytes(); }
    Frame frame(double alpha) const override {
        m_begun.release();
        m_free.acquire();
        return m_inner.frame(alpha);
    }

    void waitUntilBegun() const { m_begun.acquire(); }
    void letGo() const { m_free.release(1000); }

private:
    test::FakeTrace m_inner{test::fakeSubject({}, 8), 5};
    mutable std::counting_semaphore<> m_begun{0};
    mutable std::counting_semaphore<> m_free{0};
};

struct Received {
    explicit Received(ui::FrameWorker& worker) {
        QObject::connect(
            &worker, &ui::FrameWorker::frameReady, &worker,
            [this](const std::shared_ptr<const ui::PathFrame>& frame) { frames.push_back(frame); });
    }
    [[nodiscard]] bool has(double alpha) const {
        for (const auto& frame : frames)
            if (frame->frame.alpha == alpha) return true;
        return false;
    }
    std::vector<std::shared_ptr<const ui::PathFrame>> frames;
};

}  // namespace

TEST_CASE("frame worker: of several requests the latest is answered", "[quick]") {
    const auto trace = std::make_shared<HeldTrace>();
    ui::FrameWorker worker;
    const Received received(worker);
    worker.expect(1);
    worker.request(1, trace, 0.1);
    trace->waitUntilBegun();
    for (const double alpha : {0.2, 0.3, 0.4}) worker.request(1, trace, alpha);
    trace->letGo();
    REQUIRE(WindowFixture::waitFor([&] { return received.has(0.4); }));
    CHECK_FALSE(received.has(0.2));
    CHECK_FALSE(received.has(0.3));
}

TEST_CASE("frame worker: a frame of an older run is dropped", "[quick]") {
    const auto old = std::make_shared<HeldTrace>();
    const auto fresh = std::make_shared<test::FakeTrace>(test::fakeSubject({}, 8), 5);
    ui::FrameWorker worker;
    const Received received(worker);
    worker.expect(1);
    worker.request(1, old, 0.1);
    old->waitUntilBegun();
    worker.expect(2);
    worker.request(1, old, 0.2);
    worker.request(2, fresh, 0.5);
    old->letGo();
    REQUIRE(WindowFixture::waitFor([&] { return received.has(0.5); }));
    REQUIRE(received.frames.size() == 1);
    CHECK(received.frames.front()->run == 2);
}

TEST_CASE("frame worker: can go while a request waits", "[quick]") {
    const auto trace = std::make_shared<HeldTrace>();
    {
        ui::FrameWorker worker;
        worker.expect(1);
        worker.request(1, trace, 0.1);
        trace->waitUntilBegun();
        worker.request(1, trace, 0.2);
        trace->letGo();
    }
    CHECK(trace.use_count() == 1);
}
