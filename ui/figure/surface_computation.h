#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/engine.h"

namespace sigscope::ui {

class EventNotifier;

/// Surfaces on the engine's queue, one at a time; those computed last are remembered.
class SurfaceComputation : public QObject {
    Q_OBJECT

public:
    /// `engine` outlives this.
    explicit SurfaceComputation(Engine& engine, QObject* parent = nullptr);
    ~SurfaceComputation() override;

    /// What was computed for the request; null where nothing was.
    [[nodiscard]] std::shared_ptr<const Surface> find(const SurfaceRequest& request) const;

    /// What was being computed before is cancelled.
    void start(const SurfaceRequest& request);
    void cancel();
    [[nodiscard]] bool running() const { return m_run != 0; }

    [[nodiscard]] const std::optional<SurfaceProgress>& progress() const { return m_progress; }
    /// Why the last one failed; empty if it did not.
    [[nodiscard]] const std::string& failure() const { return m_failure; }
    /// How long a surface of that resolution takes, in seconds, once that is known.
    [[nodiscard]] std::optional<double> predicted(int resolution) const;

Q_SIGNALS:
    void changed();

private:
    struct Remembered {
        SurfaceRequest request;
        std::shared_ptr<const Surface> surface;
    };

    void takeEvents();
    void take(const SurfaceEvents& events);

    Engine& m_engine;
    std::shared_ptr<EventNotifier> m_notifier;
    std::shared_ptr<SurfaceEventQueue> m_events;
    SurfaceRequest m_request;
    RunId m_run = 0;                       ///< 0 once it is over.
    std::optional<SurfaceRequest> m_held;  ///< Predicted to take long, and not asked for since.
    std::optional<SurfaceProgress> m_progress;
    std::string m_failure;
    std::optional<double> m_secondsPerEvaluation;
    std::vector<Remembered> m_remembered;  ///< The newest last.
};

}  // namespace sigscope::ui
