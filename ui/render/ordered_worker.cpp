#include "ui/render/ordered_worker.h"

#include <utility>

namespace sigscope::ui {

void OrderedWorker::start(Work work) {
    // Joining the old thread here could wait for its disk, so the new thread does.
    m_thread =
        std::jthread([this, generation = m_generation, previous = std::exchange(m_thread, {}),
                      work = std::move(work)](const std::stop_token& stop) mutable {
            if (previous.joinable()) previous.join();
            Answer answer{generation, work(stop)};
            {
                const std::lock_guard lock(m_mutex);
                m_answers.push_back(std::move(answer));
            }
            // By name: what a queued function captures crosses threads without a lock that the
            // thread sanitizer knows of.
            QMetaObject::invokeMethod(this, "deliver", Qt::QueuedConnection);
        });
}

void OrderedWorker::forget() {
    ++m_generation;
    m_thread.request_stop();
}

void OrderedWorker::deliver() {
    std::vector<Answer> answers;
    {
        const std::lock_guard lock(m_mutex);
        answers = std::exchange(m_answers, {});
    }
    for (const Answer& answer : answers)
        if (answer.generation == m_generation) answer.tell();
}

}  // namespace sigscope::ui
