#include "engine/api/run_mailbox.h"

#include <utility>

namespace sigscope {

RunMailbox::RunMailbox(std::function<void()> notify) : m_notify(std::move(notify)) {}

template <typename Write>
void RunMailbox::post(RunId run, Write write) {
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

std::optional<Mail> RunMailbox::take() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_mail, std::nullopt);
}

Mail RunMailbox::wait() {
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [this] { return m_mail.has_value(); });
    return *std::exchange(m_mail, std::nullopt);
}

void RunMailbox::expect(RunId run) {
    const std::lock_guard lock(m_mutex);
    if (run <= m_newest) return;
    m_newest = run;
    m_mail.reset();
}

void RunMailbox::started(RunId run, const Plan& plan, std::shared_ptr<const Scene> scene) {
    post(run, [&](Mail& mail) {
        mail.plan = plan;
        mail.scene = std::move(scene);
    });
}

void RunMailbox::progress(RunId run, const Progress& progress) {
    post(run, [&](Mail& mail) { mail.progress = progress; });
}

void RunMailbox::nodes(RunId run, const std::vector<PathNode>& nodes) {
    post(run, [&](Mail& mail) { mail.nodes.insert(mail.nodes.end(), nodes.begin(), nodes.end()); });
}

void RunMailbox::preview(RunId run, Preview preview) {
    post(run, [&](Mail& mail) { mail.preview = std::move(preview); });
}

void RunMailbox::completed(RunId run, std::shared_ptr<const Explanation> explanation) {
    post(run, [&](Mail& mail) {
        mail.end = RunEnd{RunEnd::Kind::Completed, std::move(explanation), {}};
    });
}

void RunMailbox::cancelled(RunId run, std::shared_ptr<const Explanation> partial) {
    post(run,
         [&](Mail& mail) { mail.end = RunEnd{RunEnd::Kind::Cancelled, std::move(partial), {}}; });
}

void RunMailbox::failed(RunId run, const RunFailure& failure) {
    post(run, [&](Mail& mail) {
        mail.end = RunEnd{RunEnd::Kind::Failed, nullptr, failure.message, failure.cause};
    });
}

void RunMailbox::preprocessingWanted(RunId run, const std::string& message,
                                     const PreprocessingQuestion& question) {
    post(run, [&](Mail& mail) {
        mail.end = RunEnd{RunEnd::Kind::Failed, nullptr, message, FailureCause::Input, question};
    });
}

void RunMailbox::outputWanted(RunId run, const std::string& message,
                              const OutputQuestion& question) {
    post(run, [&](Mail& mail) {
        mail.end =
            RunEnd{RunEnd::Kind::Failed, nullptr, message, FailureCause::Input, {}, question};
    });
}

}  // namespace sigscope
