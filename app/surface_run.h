#pragma once

#include <memory>
#include <mutex>

#include "engine/api/engine.h"
#include "engine/api/surface_events.h"

namespace sigscope::app {

/// Computes a surface, followed by the thread that asks for it.
class SurfaceRun {
public:
    /// The engine must outlive this.
    explicit SurfaceRun(Engine& engine) : m_engine(engine) {}
    SurfaceRun(const SurfaceRun&) = delete;
    SurfaceRun& operator=(const SurfaceRun&) = delete;

    /// Waits for its end, once, with a progress bar on standard error.
    [[nodiscard]] SurfaceEnd compute(const SurfaceRequest& request);

    /// Cancels it, also if it is yet to come. Any thread may call it.
    void stop();

private:
    /// False if it was stopped before.
    [[nodiscard]] bool submit(const SurfaceRequest& request);

    Engine& m_engine;
    std::shared_ptr<SurfaceEventQueue> m_events = std::make_shared<SurfaceEventQueue>();
    std::mutex m_mutex;  ///< Of the following.
    RunId m_run = 0;
    bool m_stopped = false;
};

}  // namespace sigscope::app
