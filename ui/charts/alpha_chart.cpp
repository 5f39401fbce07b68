#include "ui/charts/alpha_chart.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

AlphaChart::AlphaChart(Axis vertical, QMargins margins, QWidget* parent)
    : PlotView(Axis(tr("α")), std::move(vertical), margins, parent) {
    connect(this, &PlotView::rangeChanged, this,
            [this] { Q_EMIT alphaRangeChanged(lowestAlpha(), highestAlpha()); });
}

void AlphaChart::setAlpha(double alpha) {
    update(cursorStrip());
    m_alpha = alpha;
    update(cursorStrip());
}

void AlphaChart::showAlphaRange(double low, double high) {
    editPlot().horizontal.show(low, high);
}

bool AlphaChart::showsAlpha() const {
    return m_alpha >= lowestAlpha() && m_alpha <= highestAlpha();
}

QRect AlphaChart::cursorStrip() const {
    const int x = qRound(plot().toPixel(m_alpha, 0).x());
    return {x - Theme::grid, 0, 2 * Theme::grid, height()};
}

void AlphaChart::drawAbove(QPainter& painter) {
    if (!showsAlpha()) return;
    const double x = plot().toPixel(m_alpha, 0).x();
    painter.setPen(QPen(Theme::current().accent, Theme::curveWidth));
    painter.drawLine(QPointF(x, plotRect().top()), QPointF(x, plotRect().bottom()));
}

QString AlphaChart::readingAtCursor() const {
    return tr("α %1").arg(fixedText(m_alpha, 3));
}

void AlphaChart::drag(const QMouseEvent& event) {
    const double alpha = plot().horizontalAt(event.position().x());
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
