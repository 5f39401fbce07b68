#include "ui/figure/surface_computation.h"

#include <algorithm>
#include <utility>

#include "ui/window/event_notifier.h"
#include "ui/window/long_runs.h"

namespace sigscope::ui {

namespace {

constexpr std::size_t mostSurfaces = 8;

}  // namespace

SurfaceComputation::SurfaceComputation(Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_notifier(std::make_shared<EventNotifier>(*this, [this] { takeEvents(); })) {}

SurfaceComputation::~SurfaceComputation() {
    m_notifier->mute();
    cancel();
}

std::shared_ptr<const Surface> SurfaceComputation::find(const SurfaceRequest& request) const {
    const auto found = std::ranges::find(m_remembered, request, &Remembered::request);
    return found == m_remembered.end() ? nullptr : found->surface;
}

std::optional<double> SurfaceComputation::predicted(int resolution) const {
    if (!m_secondsPerEvaluation) return std::nullopt;
    return *m_secondsPerEvaluation * surfaceEvaluations(resolution);
}

void SurfaceComputation::start(const SurfaceRequest& request) {
    cancel();
    m_request = request;
    m_progress.reset();
    m_failure.clear();
    // Its own queue, so that nothing of one that was cancelled arrives.
    m_events = std::make_shared<SurfaceEventQueue>([notifier = m_notifier] { notifier->ring(); });
    m_run = m_engine.computeSurface(request, m_events);
    Q_EMIT changed();
}

void SurfaceComputation::cancel() {
    if (const RunId run = std::exchange(m_run, 0); run != 0) m_engine.cancel(run);
    m_events.reset();
}

void SurfaceComputation::takeEvents() {
    if (!m_events) return;
    const auto events = m_events->take();
    if (!events) return;
    take(*events);
    Q_EMIT changed();
}

void SurfaceComputation::take(const SurfaceEvents& events) {
    if (events.plan && events.plan->seconds) {
        m_secondsPerEvaluation = *events.plan->seconds / events.plan->evaluations;
        const bool isLong = *events.plan->seconds > longestUnasked;
        if (isLong && m_held != m_request && !events.end) {
            m_held = m_request;
            return cancel();
        }
    }
    if (events.progress) m_progress = events.progress;
    if (!events.end) return;
    m_run = 0;
    m_events.reset();
    m_failure = events.end->failure.message;
    const auto& surface = events.end->surface;
    if (!surface) return;
    if (surface->evaluations > 0 && surface->seconds > 0)
        m_secondsPerEvaluation = surface->seconds / surface->evaluations;
    if (m_remembered.size() == mostSurfaces) m_remembered.erase(m_remembered.begin());
    m_remembered.push_back({m_request, surface});
}

}  // namespace sigscope::ui
