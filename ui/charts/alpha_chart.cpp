#include "ui/charts/alpha_chart.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

AlphaChart::AlphaChart(Axis vertical, QMargins margins, QWidget* parent)
    : Chart(Axis(tr("α")), std::move(vertical), margins, parent) {
    connect(this, &Chart::rangeChanged, this,
            [this] { Q_EMIT alphaRangeChanged(lowestAlpha(), highestAlpha()); });
}

void AlphaChart::setAlpha(double alpha) {
    // Only where the cursor was and is: curves of many nodes take long to draw.
    update(cursorStrip());
    m_alpha = alpha;
    update(cursorStrip());
}

void AlphaChart::showAlphaRange(double low, double high) {
    editHorizontal().show(low, high);
    update();
}

bool AlphaChart::showsAlpha() const {
    return m_alpha >= lowestAlpha() && m_alpha <= highestAlpha();
}

QRect AlphaChart::cursorStrip() const {
    const int x = qRound(toPixel(m_alpha, 0).x());
    return {x - Theme::grid, 0, 2 * Theme::grid, height()};
}

void AlphaChart::drawOver(QPainter& painter) {
    if (!showsAlpha()) return;
    const QRectF plot = plotRect();
    const double x = toPixel(m_alpha, 0).x();
    painter.setPen(QPen(Theme::current().accent, Theme::curveWidth));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
}

void AlphaChart::drag(const QMouseEvent& event) {
    const double alpha = horizontalAt(event.position().x());
    Q_EMIT alphaDragged(std::clamp(alpha, lowestAlpha(), highestAlpha()), event.modifiers());
}

void AlphaChart::mousePressEvent(QMouseEvent* event) {
    const bool inside = placeholder().isEmpty() && plotRect().contains(event->position());
    if (event->button() != Qt::LeftButton || !inside) return;
    m_dragging = true;
    drag(*event);
}

void AlphaChart::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) drag(*event);
}

void AlphaChart::mouseReleaseEvent(QMouseEvent*) {
    m_dragging = false;
}

}  // namespace sigscope::ui
