#include "engine/api/surface_events.h"

#include <utility>

namespace sigscope {

SurfaceEventQueue::SurfaceEventQueue(std::function<void()> notify) : m_notify(std::move(notify)) {}

void SurfaceEventQueue::post(const std::function<void(SurfaceEvents&)>& write) {
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        wasEmpty = !m_events;
        if (wasEmpty) m_events.emplace();
        write(*m_events);
    }
    m_arrived.notify_all();
    if (wasEmpty && m_notify) m_notify();
}

std::optional<SurfaceEvents> SurfaceEventQueue::take() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_events, std::nullopt);
}

SurfaceEvents SurfaceEventQueue::wait() {
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [this] { return m_events.has_value(); });
    return *std::exchange(m_events, std::nullopt);
}

void SurfaceEventQueue::started(const Plan& plan) {
    post([&](SurfaceEvents& events) { events.plan = plan; });
}

void SurfaceEventQueue::progress(const SurfaceProgress& progress) {
    post([&](SurfaceEvents& events) { events.progress = progress; });
}

void SurfaceEventQueue::completed(std::shared_ptr<const Surface> surface) {
    post([&](SurfaceEvents& events) {
        events.end = SurfaceEnd{RunEnd::Kind::Completed, surface, {}};
    });
}

void SurfaceEventQueue::cancelled() {
    post([](SurfaceEvents& events) { events.end = SurfaceEnd{RunEnd::Kind::Cancelled, {}, {}}; });
}

void SurfaceEventQueue::failed(const RunFailure& failure) {
    post(
        [&](SurfaceEvents& events) { events.end = SurfaceEnd{RunEnd::Kind::Failed, {}, failure}; });
}

}  // namespace sigscope
