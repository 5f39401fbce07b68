#include "ui/window/session.h"

#include <QElapsedTimer>
#include <catch2/catch.hpp>
#include <thread>

#include "tests/ui/window_fixture.h"

using namespace sigscope;
using sigscope::test::FakeEngine;
using sigscope::test::WindowFixture;

TEST_CASE("session: every change submits, with what the window needs", "[quick]") {
    FakeEngine engine;
    ui::Session session(engine, {});
    session.setBaseline(NamedBaseline::Blur);
    CHECK(engine.runs().empty());  // There is no picture yet.
    session.open("a.png");
    session.setTarget(281);
    session.setObjective("logit");
    session.setParameter("overlap", 0.7);
    REQUIRE(engine.runs().size() == 4);
    const ExplainRequest& request = engine.runs().back().request;
    CHECK(request.image == "a.png");
    CHECK(request.baselines == std::vector<BaselineSpec>{NamedBaseline::Blur});
    CHECK(request.target == "index:281");
    CHECK(request.objective == "logit");
    CHECK(std::get<double>(request.parameters.at("overlap")) == 0.7);
    CHECK(request.tracing == Tracing::Path);
    session.setObjective("logit");
    CHECK(engine.runs().size() == 4);  // Nothing changed.
    session.open("b.png");
    CHECK(engine.runs().back().request.target == "top");
}

TEST_CASE("session: 200 rapid changes end in the last one", "[quick]") {
    FakeEngine engine(8);
    ui::Session session(engine, {});
    std::vector<RunId> ended;
    QObject::connect(&session, &ui::Session::ended, &session,
                     [&](const RunEnd& end) { ended.push_back(end.explanation->run); });
    session.open(WindowFixture::sample("chelsea.png"));
    for (int change = 0; change < 200; ++change) session.setParameter("overlap", change / 200.0);
    // The engine answers late: the replaced runs end after the last one was submitted.
    for (RunId run = 1; run <= engine.newest(); ++run) engine.deliverCompleted(run, 3);
    REQUIRE(WindowFixture::waitFor([&] { return !session.running(); }));
    CHECK(ended == std::vector<RunId>{201});
    CHECK(std::get<double>(engine.runs().back().request.parameters.at("overlap")) == 199 / 200.0);
}

TEST_CASE("session: mail is delivered at most 30 times a second, no node lost", "[quick]") {
    FakeEngine engine(8);
    ui::Session session(engine, {});
    int deliveries = 0;
    std::size_t nodes = 0;
    QObject::connect(&session, &ui::Session::nodesArrived, &session,
                     [&](const std::vector<PathNode>& arrived) {
                         ++deliveries;
                         nodes += arrived.size();
                     });
    session.open(WindowFixture::sample("chelsea.png"));
    QElapsedTimer clock;
    clock.start();
    std::jthread compute([&engine] {
        for (int batch = 0; batch < 2000; ++batch) engine.deliverNodes(1, 5);
    });
    REQUIRE(WindowFixture::waitFor([&] { return nodes == 10000; }));
    // One at the very beginning, then one each 33 ms.
    CHECK(deliveries <= 1 + clock.elapsed() / 33);
}

TEST_CASE("session: undo returns to the request before, drags as one change", "[quick]") {
    FakeEngine engine;
    ui::Session session(engine, {});
    session.open("a.png");
    session.setMethod("ig");
    session.setParameter("steps", std::int64_t{9});
    session.setParameter("steps", std::int64_t{17});
    session.undo();
    CHECK(session.request().parameters.empty());
    CHECK(session.request().method == "ig");
    session.undo();
    CHECK(session.request().method == "sig");
    CHECK_FALSE(session.canUndo());
    CHECK(engine.runs().size() == 6);
}

TEST_CASE("session: the engine may outlive it", "[quick]") {
    FakeEngine engine(8);
    {
        ui::Session session(engine, {});
        session.open(WindowFixture::sample("chelsea.png"));
    }
    CHECK(engine.cancelled() == std::vector<RunId>{1});
    engine.deliverStarted(1);
    engine.deliverCompleted(1);
    WindowFixture::settle();
}

TEST_CASE("session: nothing arrives after the picture was closed", "[quick]") {
    FakeEngine engine(8);
    ui::Session session(engine, {});
    session.open(WindowFixture::sample("chelsea.png"));
    bool arrived = false;
    QObject::connect(&session, &ui::Session::started, &session, [&] { arrived = true; });
    QObject::connect(&session, &ui::Session::ended, &session, [&] { arrived = true; });
    session.close();
    engine.deliverStarted(1);
    engine.deliverCompleted(1);
    WindowFixture::settle();
    CHECK_FALSE(arrived);
    CHECK(session.run() == 0);
    CHECK_FALSE(session.result());
}
