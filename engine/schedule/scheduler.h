#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "engine/api/lane.h"
#include "engine/schedule/turn.h"

namespace sigscope::schedule {

/// Tasks are numbered from 1 in the order they were submitted.
using TaskId = std::uint64_t;

/// What a scheduler runs: either run() is called, once, or dropped().
class Task {
public:
    virtual ~Task() = default;

    /// How much work it is, in the unit of its neighbours (evaluations): the queue begins with the
    /// least.
    [[nodiscard]] virtual double work() const = 0;

    /// On a worker thread, which alone computes until it asks `turn`.
    virtual void run(TaskId id, const Turn& turn) = 0;

    /// run() threw `error`.
    virtual void failed(TaskId id, std::exception_ptr error) noexcept = 0;

    /// It was cancelled or replaced before it began; on the thread that did so.
    virtual void dropped(TaskId id) noexcept = 0;
};

/// Decides who computes: one task at a time. A task of the foreground replaces the one before it
/// and goes before the queue: what the queue was computing waits, at its next question, and then
/// goes on from where it was. All members may be called from any thread, tasks' own included, and
/// return at once.
///
/// A task that has begun keeps a thread until it ends, since it waits with its stack; the threads
/// are used again, so that there are as many as tasks that ever waited at once, and one.
class Scheduler {
public:
    /// `beginThread` is called first on every worker thread.
    explicit Scheduler(std::function<void()> beginThread = {});

    /// Stops all tasks and waits for those that have begun.
    ~Scheduler();
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    TaskId submit(std::unique_ptr<Task> task, Lane lane);

    /// Stops that task at its next question; nothing if it is over. The members below do nothing
    /// to a task that is over, either.
    void cancel(TaskId id);
    /// Lets that task wait, at its next question or unbegun, until it is resumed or cancelled.
    void pause(TaskId id);
    void resume(TaskId id);
    /// Of the queue's tasks that have not begun, that one goes first instead of the shortest, until
    /// another is preferred.
    void prefer(TaskId id);

private:
    struct Entry {
        TaskId id = 0;
        Lane lane = Lane::Foreground;
        std::unique_ptr<Task> task;
        double work = 0;
        std::stop_source stop{};
        bool begun = false;
        bool paused = false;
    };
    using Entries = std::list<Entry>;  // Their places stay as others come and go.

    // The next four are called with m_mutex held.
    [[nodiscard]] Entry* find(TaskId id);
    /// Whose turn it should be; null if nobody can go on.
    [[nodiscard]] Entry* next();
    /// Gives the turn to whom it should have, if nobody has it.
    void grant();
    /// Stops those of `entries` that have begun, and takes the others away to be dropped.
    [[nodiscard]] Entries stop(const std::function<bool(const Entry&)>& which);

    static void drop(Entries entries);
    /// Waits until it is the turn of `entry`; false if it need not.
    bool yield(const Entry& entry);
    void perform(Entry& entry);
    void work();

    std::function<void()> m_beginThread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    TaskId m_last = 0;
    TaskId m_preferred = 0;
    Entries m_entries;            ///< In the order of submission.
    Entry* m_turn = nullptr;      ///< Who computes.
    Entry* m_beginner = nullptr;  ///< That one, until a worker has taken it up.
    int m_idleWorkers = 0;
    bool m_closing = false;
    std::vector<std::jthread> m_workers;
};

}  // namespace sigscope::schedule
