#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "engine/api/run_event_queue.h"
#include "engine/api/surface.h"

namespace sigscope {

struct SurfaceProgress {
    int done = 0;  ///< Evaluations.
    int total = 0;
    std::optional<double> eta;  ///< Seconds.
};

/// Follows the computing of a surface, as RunObserver does that of an explanation: on the compute
/// thread, returning at once. Exactly one of completed, cancelled and failed comes, last.
class SurfaceObserver {
public:
    virtual ~SurfaceObserver() = default;

    virtual void started(const Plan& plan) = 0;
    virtual void progress(const SurfaceProgress& progress) = 0;
    virtual void completed(std::shared_ptr<const Surface> surface) = 0;
    virtual void cancelled() = 0;
    virtual void failed(const RunFailure& failure) = 0;
};

struct SurfaceEnd {
    RunEnd::Kind kind = RunEnd::Kind::Completed;
    std::shared_ptr<const Surface> surface{};  ///< Completed only.
    RunFailure failure{};                      ///< Failed only.
};

/// What came since the queue was last emptied: the newest.
struct SurfaceEvents {
    std::optional<Plan> plan;
    std::optional<SurfaceProgress> progress;
    std::optional<SurfaceEnd> end;
};

/// Carries the events of one surface from the compute thread to another one, under a mutex.
class SurfaceEventQueue final : public SurfaceObserver {
public:
    /// `notify` is called when something comes to an empty queue, on the thread that brings it. It
    /// may be empty.
    explicit SurfaceEventQueue(std::function<void()> notify = {});

    /// Empties the queue; nothing if it was empty.
    [[nodiscard]] std::optional<SurfaceEvents> take();

    /// Waits until there is something and takes it.
    [[nodiscard]] SurfaceEvents wait();

    void started(const Plan& plan) override;
    void progress(const SurfaceProgress& progress) override;
    void completed(std::shared_ptr<const Surface> surface) override;
    void cancelled() override;
    void failed(const RunFailure& failure) override;

private:
    void post(const std::function<void(SurfaceEvents&)>& write);

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::function<void()> m_notify;
    std::optional<SurfaceEvents> m_events;
};

}  // namespace sigscope
