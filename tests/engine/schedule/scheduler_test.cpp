#include "engine/schedule/scheduler.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <latch>
#include <semaphore>
#include <stdexcept>
#include <string>

using namespace sigscope;
using namespace sigscope::schedule;

namespace {

/// What tasks did, in order: "a0" is step 0 of task a, "a|" its end, "a!" its failure, "a-" that it
/// was dropped. Tests wait for entries.
class Log {
public:
    void add(const std::string& entry) {
        {
            const std::lock_guard lock(m_mutex);
            m_text += (m_text.empty() ? "" : " ") + entry;
            m_entries.push_back(entry);
        }
        m_added.notify_all();
    }
    void waitFor(const std::string& entry) {
        std::unique_lock lock(m_mutex);
        m_added.wait(lock, [&] { return std::ranges::find(m_entries, entry) != m_entries.end(); });
    }
    [[nodiscard]] std::string text() {
        const std::lock_guard lock(m_mutex);
        return m_text;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_added;
    std::vector<std::string> m_entries;
    std::string m_text;
};

/// At which step a task stands until it is let go.
struct Gate {
    int step = 0;
    std::binary_semaphore reached{0};
    std::binary_semaphore open{0};

    void stand() {
        reached.release();
        open.acquire();
    }
};

/// A task of some steps, before each of which it asks for its turn.
struct Steps {
    std::string name;
    int count = 3;
    Gate* gate = nullptr;
    int throwsAt = -1;
    double work = 1;
};

class StepTask final : public Task {
public:
    StepTask(Log& log, Steps steps) : m_log(log), m_steps(std::move(steps)) {}

    [[nodiscard]] double work() const override { return m_steps.work; }
    void run(TaskId, const Turn& turn) override {
        for (int step = 0; step < m_steps.count; ++step) {
            if (turn.isOver()) return m_log.add(m_steps.name + "/");
            if (step == m_steps.throwsAt) throw std::runtime_error("thrown");
            m_log.add(m_steps.name + std::to_string(step));
            if (m_steps.gate != nullptr && m_steps.gate->step == step) m_steps.gate->stand();
        }
        m_log.add(m_steps.name + "|");
    }
    void failed(TaskId, std::exception_ptr) noexcept override { m_log.add(m_steps.name + "!"); }
    void dropped(TaskId) noexcept override { m_log.add(m_steps.name + "-"); }

private:
    Log& m_log;
    Steps m_steps;
};

/// A scheduler of such tasks; the log outlives it.
struct Tasks {
    Log log;
    Scheduler scheduler;

    TaskId submit(Lane lane, Steps steps) {
        return scheduler.submit(std::make_unique<StepTask>(log, std::move(steps)), lane);
    }
};

}  // namespace

TEST_CASE("scheduler: the foreground pauses the queue, which goes on from where it was",
          "[quick]") {
    Gate gate{.step = 1};
    Tasks tasks;
    tasks.submit(Lane::Queue, {.name = "q", .gate = &gate});
    gate.reached.acquire();
    tasks.submit(Lane::Foreground, {.name = "f"});
    gate.open.release();
    tasks.log.waitFor("q|");
    CHECK(tasks.log.text() == "q0 q1 f0 f1 f2 f| q2 q|");
}

TEST_CASE("scheduler: a foreground task replaces the one before it and leaves the queue",
          "[quick]") {
    Gate gate{.step = 0};
    Tasks tasks;
    tasks.submit(Lane::Foreground, {.name = "a", .gate = &gate});
    gate.reached.acquire();
    tasks.submit(Lane::Queue, {.name = "q", .count = 1});
    tasks.submit(Lane::Foreground, {.name = "b", .count = 1});
    tasks.submit(Lane::Foreground, {.name = "c", .count = 1});
    gate.open.release();
    tasks.log.waitFor("q|");
    CHECK(tasks.log.text() == "a0 b- a/ c0 c| q0 q|");
}

TEST_CASE("scheduler: the queue begins with the shortest", "[quick]") {
    Gate gate{.step = 0};
    Tasks tasks;
    tasks.submit(Lane::Foreground, {.name = "f", .count = 1, .gate = &gate});
    gate.reached.acquire();
    tasks.submit(Lane::Queue, {.name = "l", .count = 1, .work = 9});
    tasks.submit(Lane::Queue, {.name = "s", .count = 1, .work = 1});
    tasks.submit(Lane::Queue, {.name = "m", .count = 1, .work = 4});
    gate.open.release();
    tasks.log.waitFor("l|");
    CHECK(tasks.log.text() == "f0 f| s0 s| m0 m| l0 l|");
}

TEST_CASE("scheduler: of the queue the task that is preferred goes first, then the shortest",
          "[quick]") {
    Gate gate{.step = 0};
    Tasks tasks;
    tasks.submit(Lane::Queue, {.name = "f", .count = 2, .gate = &gate});
    gate.reached.acquire();
    tasks.submit(Lane::Queue, {.name = "s", .count = 1, .work = 1});
    tasks.submit(Lane::Queue, {.name = "m", .count = 1, .work = 4});
    const TaskId longest = tasks.submit(Lane::Queue, {.name = "l", .count = 1, .work = 9});
    tasks.scheduler.prefer(longest);
    gate.open.release();
    tasks.log.waitFor("m|");
    // What has begun goes on.
    CHECK(tasks.log.text() == "f0 f1 f| l0 l| s0 s| m0 m|");
}

TEST_CASE("scheduler: pausing a task lets the next one go on, resuming it lets it end", "[quick]") {
    Gate first{.step = 0};
    Gate second{.step = 0};
    Tasks tasks;
    const TaskId a = tasks.submit(Lane::Queue, {.name = "a", .gate = &first});
    first.reached.acquire();
    tasks.submit(Lane::Queue, {.name = "b", .gate = &second});
    tasks.scheduler.pause(a);
    first.open.release();
    second.reached.acquire();
    CHECK(tasks.log.text() == "a0 b0");
    tasks.scheduler.resume(a);
    second.open.release();
    tasks.log.waitFor("b|");
    tasks.log.waitFor("a|");
    // What was submitted first is served first: b waits in its middle.
    CHECK(tasks.log.text() == "a0 b0 a1 a2 a| b1 b2 b|");
}

TEST_CASE("scheduler: a paused task alone waits, and can be cancelled", "[quick]") {
    Gate gate{.step = 0};
    Tasks tasks;
    const TaskId a = tasks.submit(Lane::Queue, {.name = "a", .gate = &gate});
    gate.reached.acquire();
    tasks.scheduler.pause(a);
    gate.open.release();
    tasks.scheduler.cancel(a);
    tasks.log.waitFor("a/");
    CHECK(tasks.log.text() == "a0 a/");
}

TEST_CASE("scheduler: an unbegun task is paused, resumed and cancelled alone", "[quick]") {
    Gate gate{.step = 0};
    Tasks tasks;
    tasks.submit(Lane::Foreground, {.name = "f", .count = 1, .gate = &gate});
    gate.reached.acquire();
    const TaskId a = tasks.submit(Lane::Queue, {.name = "a", .count = 1});
    const TaskId b = tasks.submit(Lane::Queue, {.name = "b", .count = 1});
    tasks.submit(Lane::Queue, {.name = "c", .count = 1});
    tasks.scheduler.pause(a);
    tasks.scheduler.cancel(b);
    gate.open.release();
    tasks.log.waitFor("c|");
    tasks.scheduler.resume(a);
    tasks.log.waitFor("a|");
    CHECK(tasks.log.text() == "f0 b- f| c0 c| a0 a|");
}

TEST_CASE("scheduler: an exception ends its own task and nothing else", "[quick]") {
    Gate gate{.step = 0};
    Tasks tasks;
    tasks.submit(Lane::Queue, {.name = "a", .gate = &gate, .throwsAt = 1});
    gate.reached.acquire();
    tasks.submit(Lane::Queue, {.name = "b", .count = 1});
    gate.open.release();
    tasks.log.waitFor("b|");
    CHECK(tasks.log.text() == "a0 a! b0 b|");
}

TEST_CASE("scheduler: 200 rapid changes during a queue of 6 end in the last and all 6", "[quick]") {
    Gate gate{.step = 1};
    Tasks tasks;
    tasks.submit(Lane::Queue, {.name = "q0-", .gate = &gate});
    gate.reached.acquire();
    for (int i = 1; i < 6; ++i) tasks.submit(Lane::Queue, {.name = "q" + std::to_string(i) + "-"});
    for (int i = 1; i <= 200; ++i) {
        tasks.submit(Lane::Foreground, {.name = "f" + std::to_string(i) + "-"});
        if (i == 100) gate.open.release();
    }
    tasks.log.waitFor("f200-|");
    for (int i = 0; i < 6; ++i) tasks.log.waitFor("q" + std::to_string(i) + "-|");
    // What the first of the queue had done is not done again.
    const std::string text = tasks.log.text();
    CHECK(text.find("q0-1") == text.rfind("q0-1"));
}

TEST_CASE("scheduler: what waited for its turn does not count as its own time", "[quick]") {
    class Asks final : public Task {
    public:
        Asks(std::latch& begun, std::latch& asked, double& waited)
            : m_begun(begun), m_asked(asked), m_waited(waited) {}
        [[nodiscard]] double work() const override { return 1; }
        void run(TaskId, const Turn& turn) override {
            m_begun.count_down();
            m_asked.wait();
            static_cast<void>(turn.isOver());
            m_waited = turn.secondsWaited();
        }
        void failed(TaskId, std::exception_ptr) noexcept override {}
        void dropped(TaskId) noexcept override {}

    private:
        std::latch& m_begun;
        std::latch& m_asked;
        double& m_waited;
    };
    std::latch begun(1);
    std::latch asked(1);
    double waited = 0;
    const Stopwatch stopwatch;
    double least = 0;
    {
        Gate gate{.step = 0};
        Tasks tasks;
        tasks.scheduler.submit(std::make_unique<Asks>(begun, asked, waited), Lane::Queue);
        begun.wait();
        tasks.submit(Lane::Foreground, {.name = "f", .count = 1, .gate = &gate});
        asked.count_down();
        gate.reached.acquire();
        // The other has its turn: from here on the first one waits.
        const Stopwatch since;
        while (since.seconds() <= 0) {
        }
        least = since.seconds();
        gate.open.release();
    }
    CHECK(waited >= least);
    CHECK(waited <= stopwatch.seconds());
}

TEST_CASE("scheduler: closing stops what has begun and drops the rest", "[quick]") {
    Log log;
    Gate gate{.step = 0};
    {
        const std::jthread opener([&] {
            log.waitFor("b-");
            gate.open.release();
        });
        Scheduler scheduler;
        scheduler.submit(std::make_unique<StepTask>(log, Steps{.name = "a", .gate = &gate}),
                         Lane::Queue);
        gate.reached.acquire();
        scheduler.submit(std::make_unique<StepTask>(log, Steps{.name = "b"}), Lane::Queue);
    }
    CHECK(log.text() == "a0 b- a/");
}
