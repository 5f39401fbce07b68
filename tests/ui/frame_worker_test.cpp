#include "ui/render/frame_worker.h"

#include <catch2/catch.hpp>
#include <new>
#include <semaphore>
#include <stdexcept>

#include "tests/support/fake_trace.h"
#include "tests/ui/window_fixture.h"
#include "ui/charts/share_worker.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// A made-up trace, but for what tests put in its way.
class WrappedTrace : public PathTrace {
public:
    const std::vector<PathNode>& nodes() const override { return m_inner.nodes(); }
    const std::vector<double>& accumulatedSums() const override {
        return m_inner.accumulatedSums();
    }
    float spectrumMaximum() const override { return m_inner.spectrumMaximum(); }
    std::int64_t bytes() const override { return m_inner.bytes(); }

protected:
    test::FakeTrace m_inner{test::fakeSubject({}, 8), 5};
};

/// A trace whose frames wait until the test lets them go.
class HeldTrace final : public WrappedTrace {
public:
    Frame frame(double alpha) const override {
        m_begun.release();
        m_free.acquire();
        return m_inner.frame(alpha);
    }

    void waitUntilBegun() const { m_begun.acquire(); }
    void letGo() const { m_free.release(1000); }

private:
    mutable std::counting_semaphore<> m_begun{0};
    mutable std::counting_semaphore<> m_free{0};
};

/// A trace that has no frame at a quarter, and no shares.
class BrokenTrace final : public WrappedTrace {
public:
    Frame frame(double alpha) const override {
        if (alpha == 0.25) throw std::runtime_error("no room\nfor it");
        return m_inner.frame(alpha);
    }
    std::optional<ComponentShares> componentShares(std::stop_token) const override {
        throw std::bad_alloc();
    }
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

TEST_CASE("frame worker: what throws is said, and the next frame comes", "[quick]") {
    ui::FrameWorker worker;
    const Received received(worker);
    std::vector<std::string> failures;
    QObject::connect(
        &worker, &ui::FrameWorker::failed, &worker,
        [&failures](const QString& message) { failures.push_back(message.toStdString()); });
    const auto trace = std::make_shared<BrokenTrace>();
    worker.expect(1);
    worker.request(1, trace, 0.25);
    REQUIRE(WindowFixture::waitFor([&] { return !failures.empty(); }));
    worker.request(1, trace, 0.75);
    REQUIRE(WindowFixture::waitFor([&] { return received.has(0.75); }));
    CHECK(failures == std::vector<std::string>{"no room"});
    CHECK(received.frames.size() == 1);
}

TEST_CASE("share worker: what throws is said, and the next trace has its shares", "[quick]") {
    ui::ShareWorker worker;
    std::vector<std::string> errors;
    std::vector<bool> known;
    QObject::connect(
        &worker, &ui::ShareWorker::finished, &worker,
        [&](const std::shared_ptr<const ComponentShares>& shares, const QString& error) {
            known.push_back(shares != nullptr);
            errors.push_back(error.toStdString());
        });
    worker.start(std::make_shared<BrokenTrace>());
    REQUIRE(WindowFixture::waitFor([&] { return known.size() == 1; }));
    worker.start(std::make_shared<test::FakeTrace>(test::fakeSubject({}, 8), 5));
    REQUIRE(WindowFixture::waitFor([&] { return known.size() == 2; }));
    CHECK(errors == std::vector<std::string>{"there is not enough memory", ""});
    CHECK(known == std::vector<bool>{false, true});
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
