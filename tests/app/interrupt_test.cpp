#include "app/interrupt.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <future>

using namespace sigscope::app;

TEST_CASE("interrupt: the first Ctrl+C calls back, off the handler", "[quick]") {
    std::promise<std::thread::id> called;
    const Interrupt interrupt([&called] { called.set_value(std::this_thread::get_id()); });
    CHECK(!interrupt.raised());
    raise(SIGINT);
    CHECK(called.get_future().get() != std::this_thread::get_id());
    CHECK(interrupt.raised());
}

TEST_CASE("interrupt: what was before is restored, and it can be used again", "[quick]") {
    struct sigaction before {};
    sigaction(SIGINT, nullptr, &before);
    for (int round = 0; round < 3; ++round) {
        const Interrupt interrupt([] {});
        CHECK(!interrupt.raised());
    }
    struct sigaction after {};
    sigaction(SIGINT, nullptr, &after);
    CHECK(after.sa_handler == before.sa_handler);
}

TEST_CASE("interrupt: a request to terminate is one too", "[quick]") {
    std::promise<void> called;
    const Interrupt interrupt([&called] { called.set_value(); });
    raise(SIGTERM);
    called.get_future().get();
    CHECK(interrupt.raised());
}

TEST_CASE("interrupt: before there is anything to stop, the program ends with a word", "[quick]") {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        endOnInterrupt();
        {
            const Interrupt interrupt([] {});
        }  // And after it, when all is written.
        raise(SIGINT);
        _exit(1);
    }
    close(ends[1]);
    char said[100]{};
    CHECK(read(ends[0], said, sizeof said - 1) > 0);
    CHECK(std::string(said) == "sigscope: interrupted\n");
    close(ends[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 130);
}

TEST_CASE("interrupt: the second Ctrl+C ends the program at once", "[quick]") {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const Interrupt interrupt([] {}, std::chrono::milliseconds(0));
        raise(SIGINT);
        raise(SIGINT);
        _exit(1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 130);
}

TEST_CASE("interrupt: one that comes twice is one, and what there was can be written", "[quick]") {
    // As `timeout` sends it: to the program and to its group. An hour is long on any machine.
    std::promise<void> called;
    int calls = 0;
    {
        const Interrupt interrupt(
            [&] {
                if (++calls == 1) called.set_value();
            },
            std::chrono::hours(1));
        raise(SIGTERM);
        raise(SIGTERM);
        raise(SIGINT);
        called.get_future().get();
        CHECK(interrupt.raised());
    }  // Its listener has heard all there was.
    CHECK(calls == 1);
}
