#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

#include "engine/stopwatch.h"

namespace sigscope::schedule {

/// A task's turn to compute. An algorithm asks it one thing between micro-batches, whether it is
/// over; where another task goes first meanwhile, the answer comes when it is this one's turn
/// again. Copies are of the same turn.
class Turn {
public:
    /// A turn that nobody else waits for. Implicit: what runs outside a scheduler has a stop token.
    Turn(std::stop_token stop = {}) : m_stop(std::move(stop)) {}

    /// `yield` returns once it is the task's turn: false if it was, all the time.
    Turn(std::stop_token stop, std::function<bool()> yield)
        : m_stop(std::move(stop)), m_waiting(std::make_shared<Waiting>(std::move(yield))) {}

    /// Whether the task was stopped.
    [[nodiscard]] bool isOver() const {
        if (m_waiting) m_waiting->wait();
        return m_stop.stop_requested();
    }

    /// The same, but nobody else goes first.
    [[nodiscard]] Turn unyielding() const { return {m_stop}; }

    /// `resume` is called whenever others have computed meanwhile: it restores what is set for all
    /// of the process.
    void whenResumed(std::function<void()> resume) const {
        if (m_waiting) m_waiting->resume = std::move(resume);
    }

    /// Seconds for which others computed since the task began.
    [[nodiscard]] double secondsWaited() const { return m_waiting ? m_waiting->seconds : 0; }

private:
    struct Waiting {
        explicit Waiting(std::function<bool()> yieldTo) : yield(std::move(yieldTo)) {}
        void wait() {
            const Stopwatch stopwatch;
            if (!yield()) return;
            seconds += stopwatch.seconds();
            if (resume) resume();
        }
        std::function<bool()> yield;
        std::function<void()> resume{};
        double seconds = 0;
    };

    std::stop_token m_stop;
    std::shared_ptr<Waiting> m_waiting;
};

}  // namespace sigscope::schedule
