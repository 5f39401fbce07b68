#include "ui/charts/plot_view.h"

#include <QEvent>
#include <QFocusEvent>
#include <QPainter>
#include <QWheelEvent>
#include <cmath>
#include <utility>

#include "ui/charts/accessible_plot.h"
#include "ui/charts/plot_chart.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

PlotView::PlotView(Axis horizontal, Axis vertical, QMargins margins, QWidget* parent)
    : QWidget(parent),
      m_margins(margins),
      m_plot{std::move(horizontal), std::move(vertical), {}},
      m_chart(new PlotChart(m_plot.horizontal, m_plot.vertical)) {
    makePlotsAccessible();  // Before anything asks for what is read of it.
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    m_scene.addItem(m_chart);
    setFocusPolicy(Qt::StrongFocus);
}

PlotView::~PlotView() = default;

void PlotView::setPlaceholder(const QString& text) {
    m_placeholder = text;
    update();
}

QString PlotView::reading() const {
    return m_placeholder.isEmpty() ? readingAtCursor() : m_placeholder;
}

QSize PlotView::minimumSizeHint() const {
    return {m_margins.left() + m_margins.right() + 8 * Theme::grid,
            m_margins.top() + m_margins.bottom() + 6 * Theme::grid};
}

Plot& PlotView::editPlot() {
    chartChanged();
    return m_plot;
}

void PlotView::chartChanged() {
    m_picture = {};
    update();
}

void PlotView::resizeEvent(QResizeEvent*) {
    editPlot().area = plotRect();
}

void PlotView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        chartChanged();
}

void PlotView::focusInEvent(QFocusEvent* event) {
    m_reachedByKey =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
}

void PlotView::paintChart() {
    dress();
    m_chart->arrange(m_plot, size());
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    m_scene.render(&painter, QRectF(rect()), QRectF(rect()));
    ++m_chartPaints;
}

void PlotView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().field);
    painter.setFont(smallFont());
    if (!m_placeholder.isEmpty()) return drawPlaceholder(painter);
    if (m_picture.isNull() || m_picture.devicePixelRatio() != devicePixelRatioF()) paintChart();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.setClipRect(plotRect(), Qt::IntersectClip);
    drawBelow(painter);
    painter.restore();
    // Qt copies no more of it than is exposed.
    painter.drawPixmap(0, 0, m_picture);
    drawAbove(painter);
    if (m_plot.horizontal.zoomed() || m_plot.vertical.zoomed()) drawZoomSign(painter);
    if (hasFocus() && m_reachedByKey) {
        painter.setPen(QPen(Theme::current().text, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void PlotView::drawZoomSign(QPainter& painter) const {
    const QString sign = tr("zoomed · double click: all");
    const QFontMetricsF metrics(smallFont());
    QRectF box(0, 0, metrics.horizontalAdvance(sign) + Theme::grid, metrics.height() + 2);
    box.moveTopRight(plotRect().topRight() + QPointF(-2, 2));
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::current().field);
    painter.drawRect(box);
    painter.setPen(Theme::current().accent);
    painter.drawText(box, Qt::AlignCenter, sign);
}

void PlotView::drawPlaceholder(QPainter& painter) const {
    painter.setPen(Theme::current().muted);
    const int margin = 3 * Theme::grid;
    painter.drawText(rect().adjusted(margin, margin, -margin, -margin),
                     Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

void PlotView::wheelEvent(QWheelEvent* event) {
    event->accept();
    if (!m_placeholder.isEmpty()) return;
    // A notch of a mouse wheel is 120; two notches halve the range or double it.
    editPlot().zoomAt(event->position(), std::exp2(-event->angleDelta().y() / 240.0));
    Q_EMIT rangeChanged();
}

void PlotView::mouseDoubleClickEvent(QMouseEvent*) {
    resetAxes();
}

void PlotView::resetAxes() {
    editPlot().reset();
    Q_EMIT rangeChanged();
}

}  // namespace sigscope::ui
