#include "ui/transport/alpha_slider.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/transport/accessible_alpha.h"
#include "ui/transport/moment_text.h"

namespace sigscope::ui {

namespace {

constexpr double handleRadius = 7;
constexpr double trackHeight = 4;
constexpr double tickHeight = 5;
constexpr double smallestTickGap = 3;
constexpr double tickTop = handleRadius + 1 + trackHeight / 2 + 4;
constexpr double markTop = tickTop + 2;  ///< Of the chapters' marks, over the ticks.
constexpr double markHeight = 7;
constexpr double markReach = 6;  ///< A click this near to a mark, in px, means it.

}  // namespace

AlphaSlider::AlphaSlider(QWidget* parent) : QWidget(parent) {
    makeAlphaAccessible();  // Before anything asks for what is read of it.
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setMoments(nullptr);
}

void AlphaSlider::setMoments(std::shared_ptr<const MapMoments> moments) {
    m_moments = std::move(moments);
    setAccessibleName(m_moments ? tr("What is shown") : tr("α"));
    setToolTip(m_moments
                   ? tr("What the map is shown of, in its order; each has a tick. Shift snaps to "
                        "ticks.")
                   : tr("α along the path; the ticks are the nodes. Shift snaps to nodes. "
                        "The marks are the steepest rises of f: a click goes there."));
    describe();
}

void AlphaSlider::describe() {
    setAccessibleDescription(m_moments ? momentText(m_moments->all[momentAt(*m_moments, m_alpha)])
                                       : tr("α %1").arg(fixedText(m_alpha, 3)));
}

void AlphaSlider::setAlpha(double alpha) {
    m_alpha = alpha;
    describe();
    update();
}

void AlphaSlider::setNodes(std::vector<double> nodes) {
    m_nodes = std::move(nodes);
    update();
}

void AlphaSlider::setChapters(std::vector<PathPiece> chapters, const QString& objective) {
    m_objective = objective;
    m_chapters = std::move(chapters);
    update();
}

void AlphaSlider::setRange(double low, double high) {
    m_low = low;
    m_high = high;
    update();
}

void AlphaSlider::setTrack(double left, double right) {
    m_left = left;
    m_right = right;
    update();
}

double AlphaSlider::positionOf(double alpha) const {
    const double share = std::clamp((alpha - m_low) / (m_high - m_low), 0.0, 1.0);
    return m_left + share * (m_right - m_left);
}

QSize AlphaSlider::sizeHint() const {
    return {20 * Theme::grid, 3 * Theme::grid};
}

void AlphaSlider::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    const double middle = handleRadius + 1;
    const QRectF track(m_left, middle - trackHeight / 2, m_right - m_left, trackHeight);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    painter.drawRoundedRect(track, trackHeight / 2, trackHeight / 2);
    const double x = positionOf(m_alpha);
    // Nothing to scrub yet.
    const QColor handle = m_nodes.empty() ? theme.muted : theme.accent;
    painter.setBrush(m_nodes.empty() ? theme.line : theme.accent);
    painter.drawRoundedRect(QRectF(track.topLeft(), QPointF(x, track.bottom())), trackHeight / 2,
                            trackHeight / 2);

    drawTicks(painter, tickTop);
    drawChapters(painter, track);
    // Out of the range that is shown: hollow, at the end behind which it lies.
    const bool inside = m_alpha >= m_low && m_alpha <= m_high;
    painter.setPen(QPen(inside && !hasFocus() ? theme.window : theme.text, 2));
    painter.setBrush(inside ? handle : theme.window);
    painter.drawEllipse(QPointF(x, middle), handleRadius, handleRadius);
}

void AlphaSlider::drawTicks(QPainter& painter, double top) const {
    painter.setPen(QPen(Theme::current().muted, 1));
    double last = -smallestTickGap;
    for (const double node : m_nodes) {
        if (node < m_low || node > m_high) continue;
        const double at = positionOf(node);
        // Closer ticks would run together; zooming in shows them.
        if (at - last < smallestTickGap) continue;
        last = at;
        painter.drawLine(QPointF(at, top), QPointF(at, top + tickHeight));
    }
}

void AlphaSlider::drawChapters(QPainter& painter, const QRectF& track) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::current().curveF);
    for (const PathPiece& chapter : m_chapters) {
        if (chapter.to < m_low || chapter.from > m_high) continue;
        const double from = positionOf(chapter.from);
        painter.drawRect(
            QRectF(QPointF(from, track.top()), QPointF(positionOf(chapter.to), track.bottom())));
        if (chapter.from < m_low) continue;
        const QPointF mark[] = {{from, markTop},
                                {from - markHeight / 2, markTop + markHeight},
                                {from + markHeight / 2, markTop + markHeight}};
        painter.drawPolygon(mark, 3);
    }
}

const PathPiece* AlphaSlider::chapterAt(QPointF position) const {
    if (position.y() < tickTop) return nullptr;
    for (const PathPiece& chapter : m_chapters)
        if (chapter.from >= m_low && chapter.from <= m_high &&
            std::abs(position.x() - positionOf(chapter.from)) <= markReach)
            return &chapter;
    return nullptr;
}

QString AlphaSlider::toolTipAt(const QPoint& position) const {
    const PathPiece* chapter = chapterAt(position);
    return chapter != nullptr ? sentenceOf(*chapter, m_objective) : toolTip();
}

void AlphaSlider::drag(const QMouseEvent& event) {
    const double share = (event.position().x() - m_left) / std::max(1.0, m_right - m_left);
    const double alpha = m_low + std::clamp(share, 0.0, 1.0) * (m_high - m_low);
    Q_EMIT alphaDragged(alpha, event.modifiers());
}

void AlphaSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const PathPiece* chapter = chapterAt(event->position());
    m_dragging = chapter == nullptr;
    if (m_dragging) return drag(*event);
    Q_EMIT alphaDragged(chapter->from, Qt::NoModifier);
}

void AlphaSlider::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging && (event->buttons() & Qt::LeftButton)) drag(*event);
}

}  // namespace sigscope::ui
