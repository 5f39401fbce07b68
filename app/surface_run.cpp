#include "app/surface_run.h"

#include <cstdio>

#include "app/progress_bar.h"

namespace sigscope::app {

bool SurfaceRun::submit(const SurfaceRequest& request) {
    const std::lock_guard lock(m_mutex);
    if (!m_stopped) m_run = m_engine.computeSurface(request, m_events);
    return !m_stopped;
}

SurfaceEnd SurfaceRun::compute(const SurfaceRequest& request) {
    if (!submit(request)) return {RunEnd::Kind::Cancelled, {}, {}};
    ProgressBar bar(stderr);
    while (true) {
        const SurfaceEvents events = m_events->wait();
        if (const auto& progress = events.progress)
            bar.show(ProgressText{"Evaluating the plane", progress->done, progress->total,
                                  progress->eta});
        if (events.end) return *events.end;
    }
}

void SurfaceRun::stop() {
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    if (m_run != 0) m_engine.cancel(m_run);
}

}  // namespace sigscope::app
