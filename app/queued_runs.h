#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/api/engine.h"
#include "engine/api/run_event_queue.h"

namespace sigscope::app {

/// Runs on the engine's queue, followed by the thread that submits them. They are numbered from 0
/// in the order they were submitted.
class QueuedRuns {
public:
    /// What came of one of the runs.
    struct News {
        std::size_t number = 0;
        RunEvents mail;
    };

    /// The engine must outlive this.
    explicit QueuedRuns(Engine& engine) : m_engine(engine) {}
    QueuedRuns(const QueuedRuns&) = delete;
    QueuedRuns& operator=(const QueuedRuns&) = delete;

    /// Adds a run to the queue. After stop() it is over at once, cancelled without a result.
    void submit(ExplainRequest request);

    /// Waits for news: only while there are runs whose end did not come.
    [[nodiscard]] News wait();

    /// Cancels all runs, also those to come. Any thread may call it.
    void stop();

private:
    /// Which event queues have mail.
    struct Arrivals {
        std::mutex mutex;
        std::condition_variable changed;
        std::deque<std::size_t> numbers;
    };

    Engine& m_engine;
    std::shared_ptr<Arrivals> m_arrivals = std::make_shared<Arrivals>();
    std::vector<std::shared_ptr<RunEventQueue>> m_eventQueues;
    std::mutex m_mutex;  ///< Of the following.
    std::vector<RunId> m_submitted;
    bool m_stopped = false;
};

}  // namespace sigscope::app
