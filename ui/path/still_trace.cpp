#include "ui/path/still_trace.h"

#include <utility>

namespace sigscope::ui {

namespace {

/// Planes in [0, 1] of an interleaved 8-bit picture.
Array planesOf(const Image& image) {
    Array planes(3, image.height, image.width);
    for (std::size_t i = 0; i < planes.planeSize(); ++i)
        for (std::size_t channel = 0; channel < 3; ++channel)
            planes.values[channel * planes.planeSize() + i] =
                static_cast<float>(image.pixels[3 * i + channel]) / 255.0F;
    return planes;
}

}  // namespace

StillTrace::StillTrace(std::shared_ptr<const Explanation> explanation)
    : m_explanation(std::move(explanation)), m_sums(m_explanation->accumulatedSums) {
    for (std::size_t k = 0; k < m_explanation->alphas.size(); ++k)
        m_nodes.push_back({m_explanation->alphas[k], m_explanation->f[k]});
}

Frame StillTrace::frame(double) const {
    Frame frame;
    frame.alpha = 1;
    frame.point = planesOf(m_explanation->scene->seen);
    frame.accumulated = m_explanation->attribution;
    frame.f = m_explanation->completeness.fInput;
    frame.accumulatedSum = m_explanation->completeness.attributionSum;
    return frame;
}

}  // namespace sigscope::ui
