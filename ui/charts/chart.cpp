#include "ui/charts/chart.h"

#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int pixelsPerHorizontalTick = 72;
constexpr int pixelsPerVerticalTick = 32;
constexpr int tickGap = Theme::grid / 2;

/// In the middle of a pixel, so that a line of one pixel is sharp.
double crisp(double position) {
    return std::floor(position) + 0.5;
}

}  // namespace

Chart::Chart(Axis horizontal, Axis vertical, QMargins margins, QWidget* parent)
    : QWidget(parent),
      m_horizontal(std::move(horizontal)),
      m_vertical(std::move(vertical)),
      m_margins(margins) {
    setFocusPolicy(Qt::ClickFocus);
}

void Chart::setPlaceholder(const QString& text) {
    m_placeholder = text;
    update();
}

QRectF Chart::plotRect() const {
    return QRectF(rect().marginsRemoved(m_margins));
}

QSize Chart::minimumSizeHint() const {
    return {m_margins.left() + m_margins.right() + 8 * Theme::grid,
            m_margins.top() + m_margins.bottom() + 6 * Theme::grid};
}

QPointF Chart::toPixel(double x, double y) const {
    const QRectF plot = plotRect();
    return {plot.left() + m_horizontal.shareOf(x) * plot.width(),
            plot.bottom() - m_vertical.shareOf(y) * plot.height()};
}

QPolygonF Chart::toPixels(const QList<QPointF>& line) const {
    QPolygonF pixels;
    pixels.reserve(line.size());
    for (const QPointF& point : line) pixels << toPixel(point.x(), point.y());
    return pixels;
}

double Chart::horizontalAt(double pixel) const {
    const QRectF plot = plotRect();
    return m_horizontal.valueAt((pixel - plot.left()) / std::max(1.0, plot.width()));
}

void Chart::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.field);
    painter.setFont(smallFont());
    if (!m_placeholder.isEmpty()) {
        painter.setPen(theme.muted);
        const int margin = 3 * Theme::grid;
        painter.drawText(rect().adjusted(margin, margin, -margin, -margin),
                         Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
        return;
    }
    drawHorizontalAxis(painter);
    drawVerticalAxis(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    // A curve along the border is not cut in half.
    painter.setClipRect(plotRect().adjusted(-1, -1, 1, 1), Qt::IntersectClip);
    drawInside(painter);
    painter.restore();
    drawOver(painter);
}

void Chart::drawHorizontalAxis(QPainter& painter) const {
    const Theme& theme = Theme::current();
    const QRectF plot = plotRect();
    const double height = QFontMetricsF(smallFont()).height();
    for (const Tick& tick : m_horizontal.ticks(
             std::clamp(static_cast<int>(plot.width() / pixelsPerHorizontalTick), 2, 10))) {
        const double x = crisp(plot.left() + m_horizontal.shareOf(tick.value) * plot.width());
        painter.setPen(theme.gridLine);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x - 40, plot.bottom() + tickGap, 80, height), Qt::AlignCenter,
                         tick.text);
    }
    painter.setPen(theme.muted);
    painter.drawText(QRectF(plot.left(), plot.bottom() + tickGap + height, plot.width(), height),
                     Qt::AlignCenter, m_horizontal.title());
}

void Chart::drawVerticalAxis(QPainter& painter) const {
    const Theme& theme = Theme::current();
    const QRectF plot = plotRect();
    const double height = QFontMetricsF(smallFont()).height();
    for (const Tick& tick : m_vertical.ticks(
             std::clamp(static_cast<int>(plot.height() / pixelsPerVerticalTick), 2, 8))) {
        const double y = crisp(plot.bottom() - m_vertical.shareOf(tick.value) * plot.height());
        painter.setPen(theme.gridLine);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(0, y - height / 2, plot.left() - tickGap, height),
                         Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    painter.save();
    painter.translate(height / 2 + tickGap, plot.center().y());
    painter.rotate(-90);
    const double room = m_margins.top() + plot.height() + m_margins.bottom();
    painter.drawText(QRectF(-room / 2, -height / 2, room, height), Qt::AlignCenter,
                     m_vertical.title());
    painter.restore();
}

void Chart::wheelEvent(QWheelEvent* event) {
    event->accept();
    if (!m_placeholder.isEmpty()) return;
    const QRectF plot = plotRect();
    // A notch of a mouse wheel is 120; two notches halve the range or double it.
    const double factor = std::exp2(-event->angleDelta().y() / 240.0);
    const QPointF position = event->position();
    if (position.x() < plot.left()) {
        const double share = (plot.bottom() - position.y()) / std::max(1.0, plot.height());
        m_vertical.zoomAt(std::clamp(share, 0.0, 1.0), factor);
    } else {
        const double share = (position.x() - plot.left()) / std::max(1.0, plot.width());
        m_horizontal.zoomAt(std::clamp(share, 0.0, 1.0), factor);
    }
    update();
    Q_EMIT rangeChanged();
}

void Chart::mouseDoubleClickEvent(QMouseEvent*) {
    m_horizontal.reset();
    m_vertical.reset();
    update();
    Q_EMIT rangeChanged();
}

}  // namespace sigscope::ui
