#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/api/run_event_queue.h"

namespace sigscope::testing {

/// Forwards how a run ends to a event queue; what happens before is for subclasses. The event queue
/// is shared: the compute thread is still in it when the one who waits goes on.
class ForwardingObserver : public RunObserver {
public:
    explicit ForwardingObserver(std::shared_ptr<RunEventQueue> eventQueue)
        : m_eventQueue(std::move(eventQueue)) {}

    void completed(RunId run, std::shared_ptr<const Explanation> explanation) override {
        m_eventQueue->completed(run, std::move(explanation));
    }
    void cancelled(RunId run, std::shared_ptr<const Explanation> partial) override {
        m_eventQueue->cancelled(run, std::move(partial));
    }
    void failed(RunId run, const RunFailure& failure) override {
        m_eventQueue->failed(run, failure);
    }

private:
    std::shared_ptr<RunEventQueue> m_eventQueue;
};

}  // namespace sigscope::testing
