#include "ui/charts/path_chart.h"

#include <QPainter>
#include <algorithm>
#include <array>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QMargins plotMargins{72, 12, 40, 36};  ///< Room for ticks, titles and direct labels.
constexpr double gapOpacity = 0.18;

}  // namespace

PathChart::PathChart(QWidget* parent) : AlphaChart(Axis(tr("Change of f")), plotMargins, parent) {
    setAccessibleName(tr("f along the path and ΣA"));
    setToolTip(
        tr("Δf = f(γ(α)) − f(γ(0)) along the path, and ΣA from the path's start to α. The shaded "
           "gap is what the sum still misses.\nDrag: α (Shift snaps to nodes). Wheel: zoom "
           "the axis under the pointer. Double click: reset."));
}

void PathChart::setCurves(const PathCurves& curves) {
    m_change = curves.change();
    m_sum = curves.sum();
    m_changeAtSums = curves.changeAtSums();
    double low = 0;
    double high = 0;
    for (const QList<QPointF>* line : {&m_change, &m_sum})
        for (const QPointF& point : *line) {
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    const double room = 0.06 * (high - low);
    if (high > low)
        editVertical().setWhole(low < 0 ? low - room : low, high + room);
    else
        editVertical().setWhole(0, 1);
    if (m_change.isEmpty() && m_sum.isEmpty()) editVertical().reset();
    update();
}

void PathChart::setUnit(const QString& unit) {
    editVertical().setTitle(tr("Change of %1").arg(unit));
    update();
}

std::array<PathChart::Line, 2> PathChart::lines() const {
    const Theme& theme = Theme::current();
    return {Line{m_sum, theme.curveSum, tr("ΣA")}, Line{m_change, theme.curveF, tr("Δf")}};
}

void PathChart::drawInside(QPainter& painter) {
    QColor shade = Theme::current().curveSum;
    shade.setAlphaF(gapOpacity);
    QPolygonF gap = toPixels(m_changeAtSums);
    const QPolygonF below = toPixels(m_sum);
    std::ranges::reverse_copy(below, std::back_inserter(gap));
    painter.setPen(Qt::NoPen);
    painter.setBrush(shade);
    painter.drawPolygon(gap);
    painter.setBrush(Qt::NoBrush);
    for (const Line& line : lines()) {
        painter.setPen(QPen(line.colour, Theme::curveWidth));
        painter.drawPolyline(toPixels(line.points));
    }
}

void PathChart::drawOver(QPainter& painter) {
    AlphaChart::drawOver(painter);
    for (const Line& line : lines()) drawMarks(painter, line);
    drawLabels(painter);
}

void PathChart::drawMarks(QPainter& painter, const Line& line) const {
    const auto height = heightAt(line.points, alpha());
    if (!height || !showsAlpha()) return;
    const QPointF point = toPixel(alpha(), *height);
    if (!plotRect().adjusted(-1, -1, 1, 1).contains(point)) return;
    painter.setPen(QPen(Theme::current().field, 1));
    painter.setBrush(line.colour);
    painter.drawEllipse(point, 4, 4);
}

void PathChart::drawLabels(QPainter& painter) const {
    const QRectF plot = plotRect();
    const double lineHeight = QFontMetricsF(smallFont()).height();
    std::vector<std::pair<double, Line>> ends;  // Height of the right end, from the top.
    for (const Line& line : lines())
        if (const auto height = heightAt(line.points, highestAlpha()))
            ends.emplace_back(toPixel(highestAlpha(), *height).y(), line);
    std::ranges::stable_sort(ends, {}, &std::pair<double, Line>::first);
    if (ends.size() == 2 && ends[1].first - ends[0].first < lineHeight) {
        const double middle = (ends[0].first + ends[1].first) / 2;
        ends[0].first = middle - lineHeight / 2;
        ends[1].first = middle + lineHeight / 2;
    }
    for (const auto& [y, line] : ends) {
        const double top =
            std::clamp(y - lineHeight / 2, plot.top() - lineHeight / 2, plot.bottom() - lineHeight);
        painter.setPen(line.colour);
        painter.drawText(QRectF(plot.right() + Theme::grid, top, plotMargins.right(), lineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter, line.label);
    }
}

}  // namespace sigscope::ui
