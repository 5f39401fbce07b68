#include "ui/render/path_length.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sigscope::ui {

namespace {

double pointDistance(const Array& from, const Array& to) {
    double squares = 0;
    for (std::size_t i = 0; i < std::min(from.values.size(), to.values.size()); ++i) {
        const double difference = to.values[i] - from.values[i];
        squares += difference * difference;
    }
    return std::sqrt(squares);
}

}  // namespace

PathLength::PathLength(std::shared_ptr<const PathTrace> trace) : m_trace(std::move(trace)) {
    const auto& nodes = m_trace->nodes();
    const std::size_t count = std::min(mostSamples, nodes.size());
    for (std::size_t k = 0; k < count; ++k)
        m_alphas.push_back(nodes[count == 1 ? 0 : k * (nodes.size() - 1) / (count - 1)].alpha);
}

void PathLength::advance() {
    if (done()) return;
    const double alpha = m_alphas[static_cast<std::size_t>(m_curve.size())];
    Array point = m_trace->frame(alpha).point;
    const double before = m_curve.isEmpty() ? 0 : m_curve.back().y();
    m_curve.append({alpha, before + pointDistance(m_last, point)});
    m_last = std::move(point);
}

QList<QPointF> lengthsOf(std::shared_ptr<const PathTrace> trace) {
    PathLength length(std::move(trace));
    while (!length.done()) length.advance();
    return length.curve();
}

}  // namespace sigscope::ui
