#include "ui/evaluate/removal_chart.h"

#include <QAreaSeries>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/charts/plot_chart.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr QMargins removalMargins{56, 12, 16, 40};
constexpr double nearCurve = 8;      ///< To a curve, in px.
constexpr double clickDistance = 4;  ///< What moves no farther is no drag, in px.
constexpr float bandAlpha = 0.25F;

/// The height of a curve at `x`; nothing beyond its ends.
std::optional<double> heightOfCurve(const QList<QPointF>& points, double x) {
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QPointF &left = points[i - 1], &right = points[i];
        if (x < left.x() || x > right.x() || right.x() <= left.x()) continue;
        return std::lerp(left.y(), right.y(), (x - left.x()) / (right.x() - left.x()));
    }
    return std::nullopt;
}

/// The lowest and the highest of the curves, at each share that one of them has reached.
std::pair<QList<QPointF>, QList<QPointF>> boundsOf(const std::vector<RemovalLine>& lines) {
    QList<QPointF> low, high;
    for (const RemovalLine& line : lines)
        for (qsizetype i = 0; i < line.points.size(); ++i) {
            const QPointF& point = line.points[i];
            if (i == low.size()) {
                low.append(point);
                high.append(point);
                continue;
            }
            low[i].setY(std::min(low[i].y(), point.y()));
            high[i].setY(std::max(high[i].y(), point.y()));
        }
    return {low, high};
}

}  // namespace

RemovalChart::RemovalChart(const QString& name, const QString& axis, QWidget* parent)
    : PlotView(Axis(axis), Axis(tr("Probability")), removalMargins, parent) {
    editPlot().horizontal.setWhole(0, 1);
    editPlot().vertical.setWhole(0, 1);
    setMouseTracking(true);
    setAccessibleName(name);
    setToolTip(tr(
        "The probability of the class while pixels change, the most important of each map first; "
        "grey: random maps.\nDrag, ← and →: the share (Shift: five steps). Space: play. Click "
        "the grey band: its maps one by one. Wheel: zoom the axis under the pointer."));
}

void RemovalChart::setLines(std::vector<RemovalLine> maps, std::vector<RemovalLine> controls,
                            Controls shown) {
    m_maps = std::move(maps);
    m_lines.clear();
    m_band = nullptr;
    chart().removeAllSeries();
    if (!controls.empty()) {
        m_band = chart().addArea();
        const auto [low, high] = boundsOf(controls);
        m_band->lowerSeries()->replace(low);
        m_band->upperSeries()->replace(high);
    }
    std::vector<RemovalLine> drawn = m_maps;
    if (shown == Controls::PerSeed) std::ranges::move(controls, std::back_inserter(drawn));
    for (const RemovalLine& line : drawn) {
        QLineSeries* series = chart().addLine();
        series->setPen(line.pen);
        series->replace(line.points);
        m_lines.push_back(series);
    }
    chartChanged();
}

void RemovalChart::setEmphasised(std::optional<std::size_t> map) {
    m_emphasised = map;
    update();
}

void RemovalChart::setShare(double share) {
    m_share = share;
    update();
}

void RemovalChart::dress() {
    if (!m_band) return;
    QColor grey = Theme::current().muted;
    grey.setAlphaF(bandAlpha);
    m_band->setPen(Qt::NoPen);
    m_band->setBrush(grey);
    for (std::size_t i = m_maps.size(); i < m_lines.size(); ++i)
        m_lines[i]->setPen(curvePen(Theme::current().muted, 1));
}

void RemovalChart::drawAbove(QPainter& painter) {
    painter.save();
    painter.setClipRect(plotRect(), Qt::IntersectClip);
    if (m_emphasised && *m_emphasised < m_maps.size()) {
        const RemovalLine& line = m_maps[*m_emphasised];
        QPen pen = line.pen;
        pen.setWidthF(2 * Theme::curveWidth);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(plot().toPixels(line.points));
    }
    const double x = plot().toPixel(m_share, 0).x();
    painter.setPen(QPen(Theme::current().accent, Theme::curveWidth));
    painter.drawLine(QPointF(x, plotRect().top()), QPointF(x, plotRect().bottom()));
    painter.restore();
}

QString RemovalChart::readingAtCursor() const {
    return percentText(m_share);
}

std::optional<std::size_t> RemovalChart::mapAt(QPointF position) const {
    std::optional<std::size_t> nearest;
    double distance = nearCurve;
    for (std::size_t i = 0; i < m_maps.size(); ++i) {
        const auto height = heightOfCurve(m_maps[i].points, plot().horizontalAt(position.x()));
        if (!height) continue;
        const double away = std::abs(plot().toPixel(0, *height).y() - position.y());
        if (away > distance) continue;
        distance = away;
        nearest = i;
    }
    return nearest;
}

bool RemovalChart::isInBand(QPointF position) const {
    if (!m_band) return false;
    const double share = plot().horizontalAt(position.x());
    const auto low = heightOfCurve(m_band->lowerSeries()->points(), share);
    const auto high = heightOfCurve(m_band->upperSeries()->points(), share);
    return low && high && position.y() <= plot().toPixel(0, *low).y() + 1 &&
           position.y() >= plot().toPixel(0, *high).y() - 1;
}

void RemovalChart::drag(QPointF position) {
    Q_EMIT shareDragged(std::clamp(plot().horizontalAt(position.x()), 0.0, 1.0));
}

void RemovalChart::hover(std::optional<std::size_t> map) {
    if (map == m_hovered) return;
    m_hovered = map;
    Q_EMIT hovered(map);
}

void RemovalChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !plotRect().contains(event->position())) return;
    m_pressed = event->position();
}

void RemovalChart::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed) return hover(mapAt(event->position()));
    if ((event->position() - *m_pressed).manhattanLength() >= clickDistance)
        drag(event->position());
}

void RemovalChart::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressed) return;
    const QPointF pressed = *std::exchange(m_pressed, std::nullopt);
    if ((event->position() - pressed).manhattanLength() >= clickDistance)
        return drag(event->position());
    if (const auto map = mapAt(pressed))
        Q_EMIT chosen(*map);
    else if (isInBand(pressed))
        Q_EMIT bandClicked();
    else
        drag(pressed);
}

void RemovalChart::leaveEvent(QEvent* event) {
    PlotView::leaveEvent(event);
    hover(std::nullopt);
}

}  // namespace sigscope::ui
