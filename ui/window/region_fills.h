#pragma once

#include <QObject>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "engine/api/engine.h"

namespace sigscope::ui {

class EventNotifier;
class PathPanes;
class Session;

/// Has the engine fill the regions that are marked with the baseline, one evaluation each, and
/// tells the panes what f is then. Another request is another f: all are evaluated again.
class RegionFills : public QObject {
    Q_OBJECT

public:
    /// All outlive this.
    RegionFills(Engine& engine, const Session& session, PathPanes& panes, QObject* parent);
    ~RegionFills() override;

private:
    struct Answer {
        int question = 0;
        Region region;
        std::optional<double> filled;
    };

    /// What other threads leave here; it may outlive this.
    struct Answers {
        std::mutex mutex;
        std::vector<Answer> waiting;
    };

    void begin();
    void ask();
    void take();
    void cancel();

    Engine& m_engine;
    const Session& m_session;
    PathPanes& m_panes;
    std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
    std::shared_ptr<EventNotifier> m_notifier;
    int m_question = 0;           ///< Counts the requests: answers to older ones are dropped.
    std::vector<Region> m_asked;  ///< Of this request; not answered yet.
    std::vector<RunId> m_tasks;
};

}  // namespace sigscope::ui
