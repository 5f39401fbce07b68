#include "app/queued_runs.h"

#include <utility>

namespace sigscope::app {

void QueuedRuns::submit(ExplainRequest request) {
    // EventQueues may outlive this: runs that were cancelled end when they get to it.
    const auto eventQueue =
        std::make_shared<RunEventQueue>([arrivals = m_arrivals, number = m_eventQueues.size()] {
            const std::lock_guard lock(arrivals->mutex);
            arrivals->numbers.push_back(number);
            arrivals->changed.notify_one();
        });
    m_eventQueues.push_back(eventQueue);
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        eventQueue->cancelled(0, nullptr);
    else
        m_submitted.push_back(m_engine.submit(std::move(request), eventQueue, Lane::Queue));
}

QueuedRuns::News QueuedRuns::wait() {
    std::unique_lock lock(m_arrivals->mutex);
    m_arrivals->changed.wait(lock, [this] { return !m_arrivals->numbers.empty(); });
    const std::size_t number = m_arrivals->numbers.front();
    m_arrivals->numbers.pop_front();
    lock.unlock();
    return {number, m_eventQueues[number]->wait()};
}

void QueuedRuns::stop() {
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    for (const RunId run : m_submitted) m_engine.cancel(run);
}

}  // namespace sigscope::app
