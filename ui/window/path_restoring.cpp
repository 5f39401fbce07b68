#include "ui/window/path_restoring.h"

#include <utility>

#include "ui/window/event_notifier.h"

namespace sigscope::ui {

PathRestoring::PathRestoring(Engine& engine, QObject* parent) : QObject(parent), m_engine(engine) {
    m_notifier = std::make_shared<EventNotifier>(*this, [this] { take(); });
}

PathRestoring::~PathRestoring() {
    m_notifier->mute();
    forget();
}

void PathRestoring::start(const ExplainRequest& request,
                          std::shared_ptr<const Explanation> result) {
    forget();
    const RunId run = result->run;
    m_task =
        m_engine.restoreTrace(request, std::move(result),
                              [answers = m_answers, notifier = m_notifier, question = m_question,
                               run](std::shared_ptr<const PathTrace> trace) {
                                  {
                                      const std::lock_guard lock(answers->mutex);
                                      answers->newest = Answer{question, run, std::move(trace)};
                                  }
                                  notifier->ring();
                              });
}

void PathRestoring::forget() {
    ++m_question;
    if (const RunId task = std::exchange(m_task, 0)) m_engine.cancel(task);
}

void PathRestoring::take() {
    std::optional<Answer> answer;
    {
        const std::lock_guard lock(m_answers->mutex);
        answer = std::exchange(m_answers->newest, std::nullopt);
    }
    if (!answer || answer->question != m_question) return;
    m_task = 0;
    Q_EMIT finished(answer->run, answer->trace);
}

}  // namespace sigscope::ui
