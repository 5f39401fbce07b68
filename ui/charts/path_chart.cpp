#include "ui/charts/path_chart.h"

#include <QAreaSeries>
#include <QLineSeries>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/charts/tick_axis.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QMargins plotMargins{72, 8, 116, 44};  ///< Room for ticks, titles and direct labels.
constexpr double curveWidth = 1.5;
constexpr double smallestAlphaSpan = 1.0 / 1024;

}  // namespace

PathChart::PathChart(QWidget* parent)
    : QChartView(parent),
      m_change(new QLineSeries(this)),
      m_sum(new QLineSeries(this)),
      m_gapUpper(new QLineSeries(this)),
      m_gapLower(new QLineSeries(this)),
      m_alphaAxis(new TickAxis(tr("α"), this)),
      m_valueAxis(new TickAxis(tr("Change of f"), this)) {
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::ClickFocus);
    setAccessibleName(tr("f along the path and ΣA"));
    setToolTip(
        tr("f(γ(α)) − f(γ(0)) along the path, and ΣA from the path's start to α. The shaded "
           "gap is what the sum still misses.\nDrag: α (Shift snaps to nodes). Wheel: zoom "
           "the axis under the pointer. Double click: reset."));
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins({});
    setBackgroundBrush(Theme::current().field);

    chart()->addAxis(m_alphaAxis, Qt::AlignBottom);
    chart()->addAxis(m_valueAxis, Qt::AlignLeft);
    auto* gap = new QAreaSeries(m_gapUpper, m_gapLower);
    QColor shade = Theme::current().curveSum;
    shade.setAlphaF(0.18F);
    gap->setBrush(shade);
    gap->setPen(Qt::NoPen);
    chart()->addSeries(gap);
    gap->attachAxis(m_alphaAxis);
    gap->attachAxis(m_valueAxis);
    addLine(m_sum, Theme::current().curveSum);
    addLine(m_change, Theme::current().curveF);
    setAlphaRange(0, 1);
    showWholeCurves();
}

void PathChart::addLine(QLineSeries* line, const QColor& colour) {
    line->setPen(QPen(colour, curveWidth));
    chart()->addSeries(line);
    line->attachAxis(m_alphaAxis);
    line->attachAxis(m_valueAxis);
}

void PathChart::setCurves(const PathCurves& curves) {
    m_change->replace(curves.change());
    m_sum->replace(curves.sum());
    const QList<QPointF> upper = curves.changeAtSums();
    m_gapUpper->replace(upper);
    m_gapLower->replace(upper.isEmpty() ? QList<QPointF>() : curves.sum());
    if (m_change->points().isEmpty() && m_sum->points().isEmpty()) m_valueZoomed = false;
    if (!m_valueZoomed) showWholeCurves();
    viewport()->update();
}

void PathChart::setAlpha(double alpha) {
    // Only where the cursor was and is: curves of many nodes take long to draw.
    viewport()->update(cursorStrip());
    m_alpha = alpha;
    viewport()->update(cursorStrip());
}

QRect PathChart::cursorStrip() const {
    const int x = qRound(chart()->mapToPosition({m_alpha, 0}, m_change).x());
    return {x - Theme::grid, 0, 2 * Theme::grid, viewport()->height()};
}

void PathChart::setUnit(const QString& unit) {
    m_valueAxis->setTitleText(tr("Change of %1").arg(unit));
}

double PathChart::lowestAlpha() const {
    return m_alphaAxis->min();
}

double PathChart::highestAlpha() const {
    return m_alphaAxis->max();
}

QRectF PathChart::plotRect() const {
    // Not the viewport's: before the first show that has another size.
    return QRectF(rect().marginsRemoved(plotMargins));
}

void PathChart::setAlphaRange(double low, double high) {
    const int wanted = std::clamp(static_cast<int>(plotRect().width() / 72), 2, 10);
    m_alphaAxis->show(low, high, wanted);
    Q_EMIT alphaRangeChanged(low, high);
}

void PathChart::setValueRange(double low, double high) {
    const int wanted = std::clamp(static_cast<int>(plotRect().height() / 40), 2, 8);
    m_valueAxis->show(low, high, wanted);
}

void PathChart::showWholeCurves() {
    double low = 0;
    double high = 0;
    for (const QLineSeries* line : {m_change, m_sum})
        for (const QPointF& point : line->points()) {
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    if (!(high > low)) {
        m_valueAxis->show(0, 1, 0);
        return;
    }
    const double room = 0.06 * (high - low);
    setValueRange(low < 0 ? low - room : low, high + room);
}

void PathChart::resizeEvent(QResizeEvent* event) {
    // First, because it takes effect when the view resizes the chart.
    chart()->setPlotArea(plotRect());
    QChartView::resizeEvent(event);
    setAlphaRange(lowestAlpha(), highestAlpha());
    if (m_valueZoomed)
        setValueRange(m_valueAxis->min(), m_valueAxis->max());
    else
        showWholeCurves();
}

void PathChart::drawForeground(QPainter* painter, const QRectF&) {
    drawCursor(*painter);
    drawLabels(*painter);
}

void PathChart::drawCursor(QPainter& painter) const {
    if (m_alpha < lowestAlpha() || m_alpha > highestAlpha()) return;
    const QRectF plot = plotRect();
    const double x = chart()->mapToPosition({m_alpha, 0}, m_change).x();
    painter.setPen(QPen(Theme::current().accent, curveWidth));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter.setPen(QPen(Theme::current().field, 1));
    for (QLineSeries* line : {m_change, m_sum}) {
        const auto height = heightAt(line->points(), m_alpha);
        if (!height) continue;
        const QPointF point = chart()->mapToPosition({m_alpha, *height}, line);
        if (!plot.adjusted(-1, -1, 1, 1).contains(point)) continue;
        painter.setBrush(line->pen().color());
        painter.drawEllipse(point, 4, 4);
    }
}

void PathChart::drawLabels(QPainter& painter) const {
    const QRectF plot = plotRect();
    painter.setFont(smallFont());
    const double lineHeight = QFontMetricsF(smallFont()).height();
    std::vector<std::pair<double, QLineSeries*>> ends;  // Height of the right end, from the top.
    for (QLineSeries* line : {m_change, m_sum})
        if (const auto height = heightAt(line->points(), highestAlpha()))
            ends.emplace_back(chart()->mapToPosition({highestAlpha(), *height}, line).y(), line);
    std::ranges::stable_sort(ends, {}, &std::pair<double, QLineSeries*>::first);
    if (ends.size() == 2 && ends[1].first - ends[0].first < lineHeight) {
        const double middle = (ends[0].first + ends[1].first) / 2;
        ends[0].first = middle - lineHeight / 2;
        ends[1].first = middle + lineHeight / 2;
    }
    for (const auto& [y, line] : ends) {
        const double top =
            std::clamp(y - lineHeight / 2, plot.top() - lineHeight / 2, plot.bottom() - lineHeight);
        painter.setPen(line->pen().color());
        painter.drawText(QRectF(plot.right() + Theme::grid, top, plotMargins.right(), lineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         line == m_sum ? tr("ΣA") : tr("f(γ(α)) − f(γ(0))"));
    }
}

void PathChart::drag(const QMouseEvent& event) {
    const double alpha = chart()->mapToValue(event.position(), m_change).x();
    Q_EMIT alphaDragged(std::clamp(alpha, lowestAlpha(), highestAlpha()), event.modifiers());
}

void PathChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !plotRect().contains(event->position())) return;
    m_dragging = true;
    drag(*event);
}

void PathChart::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) drag(*event);
}

void PathChart::mouseReleaseEvent(QMouseEvent*) {
    m_dragging = false;
}

void PathChart::mouseDoubleClickEvent(QMouseEvent*) {
    m_valueZoomed = false;
    setAlphaRange(0, 1);
    showWholeCurves();
}

void PathChart::wheelEvent(QWheelEvent* event) {
    const double factor = std::exp2(-event->angleDelta().y() / 240.0);
    const QPointF held = chart()->mapToValue(event->position(), m_change);
    if (event->position().x() < plotRect().left()) {
        m_valueZoomed = true;
        const double y = std::clamp(held.y(), m_valueAxis->min(), m_valueAxis->max());
        setValueRange(y - (y - m_valueAxis->min()) * factor, y + (m_valueAxis->max() - y) * factor);
    } else {
        const double span =
            std::clamp((highestAlpha() - lowestAlpha()) * factor, smallestAlphaSpan, 1.0);
        const double x = std::clamp(held.x(), lowestAlpha(), highestAlpha());
        const double share = (x - lowestAlpha()) / (highestAlpha() - lowestAlpha());
        const double low = std::clamp(x - share * span, 0.0, 1.0 - span);
        setAlphaRange(low, low + span);
    }
    event->accept();
}

}  // namespace sigscope::ui
