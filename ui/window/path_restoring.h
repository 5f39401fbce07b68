#pragma once

#include <QObject>
#include <memory>
#include <mutex>
#include <optional>

#include "engine/api/engine.h"

namespace sigscope::ui {

class EventNotifier;

/// Asks the engine for the path of a result that was read from a file (Engine::restoreTrace). Only
/// the newest counts.
class PathRestoring : public QObject {
    Q_OBJECT

public:
    /// `engine` outlives this.
    explicit PathRestoring(Engine& engine, QObject* parent = nullptr);
    ~PathRestoring() override;

    /// `request` is that of the result's recipe.
    void start(const ExplainRequest& request, std::shared_ptr<const Explanation> result);

    /// Of what was started, nothing is delivered any more.
    void forget();

Q_SIGNALS:
    /// The trace of the result of `run`; null where there is none.
    void finished(sigscope::RunId run, std::shared_ptr<const sigscope::PathTrace> trace);

private:
    struct Answer {
        int question = 0;
        RunId run = 0;
        std::shared_ptr<const PathTrace> trace;
    };

    /// What the compute thread leaves here; it may outlive this.
    struct Answers {
        std::mutex mutex;
        std::optional<Answer> newest;
    };

    void take();

    Engine& m_engine;
    std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
    std::shared_ptr<EventNotifier> m_notifier;
    int m_question = 0;  ///< Counts what was started: answers to older ones are dropped.
    RunId m_task = 0;
};

}  // namespace sigscope::ui
