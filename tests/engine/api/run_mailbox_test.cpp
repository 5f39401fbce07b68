#include "engine/api/run_mailbox.h"

#include <catch2/catch.hpp>

using namespace sigscope;

TEST_CASE("mailbox: keeps every node, the latest preview, and notifies once per filling",
          "[quick]") {
    int notified = 0;
    RunMailbox mailbox([&] { ++notified; });
    mailbox.nodes(1, {{0, 0.1}, {1, 0.9}});
    mailbox.nodes(1, {{0.5, 0.4}});
    mailbox.preview(1, {Array(), 1, nullptr});
    mailbox.preview(1, {Array(), 2, nullptr});
    CHECK(notified == 1);

    const Mail mail = *mailbox.take();
    CHECK(mail.run == 1);
    CHECK(mail.nodes.size() == 3);
    CHECK(mail.preview->attributionSum == 2);
    CHECK_FALSE(mail.end);
    CHECK_FALSE(mailbox.take());

    mailbox.failed(1, {"no"});
    CHECK(notified == 2);
    CHECK(mailbox.wait().end->error == "no");
}

TEST_CASE("mailbox: nothing of an older run is delivered", "[quick]") {
    RunMailbox mailbox;
    SECTION("once a newer run has spoken") {
        mailbox.nodes(1, {{0, 0.1}});
        mailbox.nodes(2, {{0, 0.2}});
        mailbox.completed(1, nullptr);
        const Mail mail = *mailbox.take();
        CHECK(mail.run == 2);
        CHECK(mail.nodes.size() == 1);
        CHECK_FALSE(mail.end);
    }
    SECTION("once a newer run is expected") {
        mailbox.nodes(1, {{0, 0.1}});
        mailbox.expect(2);
        mailbox.cancelled(1, nullptr);
        CHECK_FALSE(mailbox.take());
    }
}
