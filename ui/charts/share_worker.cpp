#include "ui/charts/share_worker.h"

#include <utility>

#include "engine/api/outcome.h"

namespace sigscope::ui {

ShareWorker::ShareWorker(QObject* parent) : QObject(parent) {}

ShareWorker::~ShareWorker() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

void ShareWorker::start(std::shared_ptr<const PathTrace> trace) {
    m_thread.request_stop();
    const int number = ++m_started;
    // Joining the old thread here could wait for an interval's product, so the new thread does.
    m_thread = std::jthread([this, number, previous = std::exchange(m_thread, {}),
                             trace = std::move(trace)](const std::stop_token& stop) mutable {
        if (previous.joinable()) previous.join();
        const auto shares = attempt([&] { return trace->componentShares(stop); });
        if (stop.stop_requested()) return;
        Answer answer{number, {}, {}};
        if (!shares)
            answer.error = QString::fromStdString(shares.error());
        else if (shares.value())
            answer.shares = std::make_shared<const ComponentShares>(*shares.value());
        {
            const std::lock_guard lock(m_mutex);
            m_answer = std::move(answer);
        }
        QMetaObject::invokeMethod(this, &ShareWorker::deliver, Qt::QueuedConnection);
    });
}

void ShareWorker::stop() {
    m_thread.request_stop();
    ++m_started;
}

void ShareWorker::deliver() {
    Answer answer;
    {
        const std::lock_guard lock(m_mutex);
        answer = std::exchange(m_answer, {});
    }
    if (answer.number == m_started && answer.number != 0)
        Q_EMIT finished(std::move(answer.shares), answer.error);
}

}  // namespace sigscope::ui
