#include "ui/path/moment_trace.h"

#include <utility>

#include "engine/api/attribution_map.h"
#include "ui/path/still_trace.h"
#include "ui/transport/moment_text.h"

namespace sigscope::ui {

MomentTrace::MomentTrace(std::shared_ptr<const Explanation> explanation, double position)
    : m_explanation(std::move(explanation)), m_position(position) {}

Frame MomentTrace::frame(double position) const {
    Frame frame = StillTrace(m_explanation).frame(position);
    const MapMoments& moments = *m_explanation->moments;
    const std::size_t index = momentAt(moments, isOfOne() ? m_position : position);
    // One alone is whole wherever it lies: it has no ghost of a later one under it.
    if (!isOfOne()) frame.alpha = position;
    frame.accumulated = moments.all[index].map;
    frame.accumulatedSum = sum(frame.accumulated);
    return frame;
}

}  // namespace sigscope::ui
