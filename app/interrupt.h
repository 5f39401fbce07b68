#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace sigscope::app {

/// From now on Ctrl+C, or a request to terminate, ends the program with a word and status 130, but
/// while an Interrupt lives. One that the launcher held back is answered now.
void endOnInterrupt();

/// Ctrl+C, or a request to terminate, while this lives: the first calls `onFirst` on a thread of
/// its own, the second ends the program at once with status 130. Those that follow one within
/// `together` are the same one: `timeout` and schedulers send each to a program and to its group.
/// One at a time.
class Interrupt {
public:
    explicit Interrupt(std::function<void()> onFirst,
                       std::chrono::milliseconds together = std::chrono::milliseconds(200));
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    [[nodiscard]] bool raised() const;

private:
    void listen();

    std::function<void()> m_onFirst;
    std::thread m_listener;
};

}  // namespace sigscope::app
