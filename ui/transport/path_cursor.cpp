#include "ui/transport/path_cursor.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sigscope::ui {

PathCursor::PathCursor(QObject* parent) : QObject(parent) {
    m_timer.setTimerType(Qt::PreciseTimer);
    setFramesPerSecond(usualFramesPerSecond);
    connect(&m_timer, &QTimer::timeout, this, &PathCursor::advance);
}

void PathCursor::reset() {
    stop();
    setAlpha(1);
}

void PathCursor::setNodes(std::vector<double> nodes) {
    m_nodes = std::move(nodes);
}

void PathCursor::setAlpha(double alpha) {
    alpha = std::clamp(alpha, 0.0, 1.0);
    if (alpha == m_alpha) return;
    m_alpha = alpha;
    Q_EMIT alphaChanged(alpha);
}

double PathCursor::snapped(double alpha) const {
    if (m_nodes.empty()) return alpha;
    const auto right = std::ranges::lower_bound(m_nodes, alpha);
    if (right == m_nodes.begin()) return *right;
    const double left = *std::prev(right);
    return right == m_nodes.end() || alpha - left <= *right - alpha ? left : *right;
}

void PathCursor::toFirst() {
    stop();
    setAlpha(0);
}

void PathCursor::toLast() {
    stop();
    setAlpha(1);
}

void PathCursor::toNextNode() {
    stop();
    const auto next = std::ranges::upper_bound(m_nodes, m_alpha);
    if (next != m_nodes.end()) setAlpha(*next);
}

void PathCursor::toPreviousNode() {
    stop();
    const auto here = std::ranges::lower_bound(m_nodes, m_alpha);
    if (here != m_nodes.begin()) setAlpha(*std::prev(here));
}

void PathCursor::togglePlaying() {
    if (playing()) return stop();
    if (m_alpha >= 1) setAlpha(0);
    start();
}

void PathCursor::play() {
    stop();
    setAlpha(0);
    start();
}

void PathCursor::start() {
    m_timer.start();
    Q_EMIT playingChanged(true);
}

void PathCursor::stop() {
    if (!playing()) return;
    m_timer.stop();
    Q_EMIT playingChanged(false);
}

void PathCursor::setFramesPerSecond(int framesPerSecond) {
    m_timer.setInterval(1000 / std::max(1, framesPerSecond));
}

void PathCursor::advance() {
    if (m_alpha < 1) {
        const double frame = std::round(m_pace.timeAt(m_alpha) * framesPerPass) + 1;
        return setAlpha(m_pace.alphaAt(frame / framesPerPass));
    }
    if (m_looping)
        setAlpha(0);
    else
        stop();
}

}  // namespace sigscope::ui
