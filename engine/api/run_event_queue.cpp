#include "engine/api/run_event_queue.h"

#include <utility>

namespace sigscope {

RunEventQueue::RunEventQueue(std::function<void()> notify) : m_notify(std::move(notify)) {}

template <typename Write>
void RunEventQueue::post(RunId run, Write write) {
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        if (run < m_newest) return;
        m_newest = run;
        if (m_mail && m_mail->run != run) m_mail.reset();
        wasEmpty = !m_mail;
        if (wasEmpty) m_mail.emplace().run = run;
        write(*m_mail);
    }
    m_arrived.notify_all();
    if (wasEmpty && m_notify) m_notify();
}

std::optional<RunEvents> RunEventQueue::take() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_mail, std::nullopt);
}

RunEvents RunEventQueue::wait() {
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [this] { return m_mail.has_value(); });
    return *std::exchange(m_mail, std::nullopt);
}

void RunEventQueue::expect(RunId run) {
    const std::lock_guard lock(m_mutex);
    if (run <= m_newest) return;
    m_newest = run;
    m_mail.reset();
}

void RunEventQueue::started(RunId run, const Plan& plan, std::shared_ptr<const Scene> scene) {
    post(run, [&](RunEvents& mail) {
        mail.plan = plan;
        mail.scene = std::move(scene);
    });
}

void RunEventQueue::progress(RunId run, const Progress& progress) {
    post(run, [&](RunEvents& mail) { mail.progress = progress; });
}

void RunEventQueue::nodes(RunId run, const std::vector<PathNode>& nodes) {
    post(run,
         [&](RunEvents& mail) { mail.nodes.insert(mail.nodes.end(), nodes.begin(), nodes.end()); });
}

void RunEventQueue::preview(RunId run, Preview preview) {
    post(run, [&](RunEvents& mail) { mail.preview = std::move(preview); });
}

void RunEventQueue::completed(RunId run, std::shared_ptr<const Explanation> explanation) {
    post(run, [&](RunEvents& mail) {
        mail.end = RunEnd{RunEnd::Kind::Completed, std::move(explanation), {}};
    });
}

void RunEventQueue::cancelled(RunId run, std::shared_ptr<const Explanation> partial) {
    post(run, [&](RunEvents& mail) {
        mail.end = RunEnd{RunEnd::Kind::Cancelled, std::move(partial), {}};
    });
}

void RunEventQueue::failed(RunId run, const RunFailure& failure) {
    post(run, [&](RunEvents& mail) {
        mail.end = RunEnd{RunEnd::Kind::Failed, nullptr, failure.message, failure.cause};
    });
}

void RunEventQueue::preprocessingWanted(RunId run, const std::string& message,
                                        const PreprocessingQuestion& question) {
    post(run, [&](RunEvents& mail) {
        mail.end = RunEnd{RunEnd::Kind::Failed, nullptr, message, FailureCause::Input, question};
    });
}

void RunEventQueue::outputWanted(RunId run, const std::string& message,
                                 const OutputQuestion& question) {
    post(run, [&](RunEvents& mail) {
        mail.end =
            RunEnd{RunEnd::Kind::Failed, nullptr, message, FailureCause::Input, {}, question};
    });
}

}  // namespace sigscope
