#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/api/run_mailbox.h"

namespace sigscope::testing {

/// Forwards how a run ends to a mailbox; what happens before is for subclasses. The mailbox is
/// shared: the compute thread is still in it when the one who waits goes on.
class ForwardingObserver : public RunObserver {
public:
    explicit ForwardingObserver(std::shared_ptr<RunMailbox> mailbox)
        : m_mailbox(std::move(mailbox)) {}

    void completed(RunId run, std::shared_ptr<const Explanation> explanation) override {
        m_mailbox->completed(run, std::move(explanation));
    }
    void cancelled(RunId run, std::shared_ptr<const Explanation> partial) override {
        m_mailbox->cancelled(run, std::move(partial));
    }
    void failed(RunId run, const RunFailure& failure) override { m_mailbox->failed(run, failure); }

private:
    std::shared_ptr<RunMailbox> m_mailbox;
};

}  // namespace sigscope::testing
