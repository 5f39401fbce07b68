#include "engine/api/run_event_queue.h"

#include <catch2/catch.hpp>

using namespace sigscope;

TEST_CASE("event queue: keeps every node, the latest preview, and notifies once per filling",
          "[quick]") {
    int notified = 0;
    RunEventQueue eventQueue([&] { ++notified; });
    eventQueue.nodes(1, {{0, 0.1}, {1, 0.9}});
    eventQueue.nodes(1, {{0.5, 0.4}});
    eventQueue.preview(1, {Array(), 1, nullptr});
    eventQueue.preview(1, {Array(), 2, nullptr});
    CHECK(notified == 1);

    const RunEvents mail = *eventQueue.take();
    CHECK(mail.run == 1);
    CHECK(mail.nodes.size() == 3);
    CHECK(mail.preview->attributionSum == 2);
    CHECK_FALSE(mail.end);
    CHECK_FALSE(eventQueue.take());

    eventQueue.failed(1, {"no"});
    CHECK(notified == 2);
    CHECK(eventQueue.wait().end->error == "no");
}

TEST_CASE("event queue: nothing of an older run is delivered", "[quick]") {
    RunEventQueue eventQueue;
    SECTION("once a newer run has spoken") {
        eventQueue.nodes(1, {{0, 0.1}});
        eventQueue.nodes(2, {{0, 0.2}});
        eventQueue.completed(1, nullptr);
        const RunEvents mail = *eventQueue.take();
        CHECK(mail.run == 2);
        CHECK(mail.nodes.size() == 1);
        CHECK_FALSE(mail.end);
    }
    SECTION("once a newer run is expected") {
        eventQueue.nodes(1, {{0, 0.1}});
        eventQueue.expect(2);
        eventQueue.cancelled(1, nullptr);
        CHECK_FALSE(eventQueue.take());
    }
}
