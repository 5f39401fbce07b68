#include "ui/charts/path_chart.h"

#include <QAreaSeries>
#include <QLineSeries>
#include <QPainter>
#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "ui/charts/plot_chart.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr QMargins pathMargins{72, 12, 40, 40};  ///< Room for ticks, titles and direct labels.
constexpr float gapOpacity = 0.18F;
constexpr std::chrono::milliseconds pause(100);  ///< Between two pictures of a run that goes on.

}  // namespace

PathChart::PathChart(QWidget* parent)
    : AlphaChart(Axis(tr("Change of f")), pathMargins, parent),
      m_gap(chart().addArea()),
      m_sum(chart().addLine()),
      m_change(chart().addLine()) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &PathChart::showWaiting);
    setAccessibleName(tr("f along the path and ΣA"));
    setToolTip(
        tr("Δf = f(γ(α)) − f(γ(0)) along the path, and ΣA from the path's start to α. The shaded "
           "gap is what the sum still misses.\nDrag: α (Shift snaps to nodes). Wheel: zoom "
           "the axis under the pointer. Double click: reset."));
}

void PathChart::setCurves(const PathCurves& curves) {
    m_waiting.reset();
    m_pause.stop();
    replaceCurves(curves, {});
}

void PathChart::streamCurves(const PathCurves& curves) {
    m_waiting = curves;
    if (!m_pause.isActive()) showWaiting();
}

void PathChart::showWaiting() {
    if (!m_waiting) return;
    replaceCurves(*std::exchange(m_waiting, {}), m_bounds);
    m_pause.start();
}

void PathChart::replaceCurves(const PathCurves& curves, Bounds bounds) {
    m_change->replace(curves.change());
    m_sum->replace(curves.sum());
    m_gap->upperSeries()->replace(curves.changeAtSums());
    m_gap->lowerSeries()->replace(curves.sum());
    for (const QLineSeries* line : {m_change, m_sum})
        for (const QPointF& point : line->points()) {
            bounds.low = std::min(bounds.low, point.y());
            bounds.high = std::max(bounds.high, point.y());
        }
    m_bounds = bounds;
    fitAxis();
}

void PathChart::fitAxis() {
    const auto [low, high] = m_bounds;
    const double room = 0.06 * (high - low);
    Axis& axis = editPlot().vertical;
    if (high > low)
        axis.setWhole(low < 0 ? low - room : low, high + room);
    else
        axis.setWhole(0, 1);
    if (m_change->count() == 0 && m_sum->count() == 0) axis.reset();
}

void PathChart::setUnit(const QString& unit) {
    editPlot().vertical.setTitle(tr("Change of %1").arg(unit));
}

std::array<PathChart::Line, 2> PathChart::lines() const {
    const Theme& theme = Theme::current();
    return {Line{m_sum, theme.curveSum, tr("ΣA")}, Line{m_change, theme.curveF, tr("Δf")}};
}

void PathChart::dress() {
    QColor shade = Theme::current().curveSum;
    shade.setAlphaF(gapOpacity);
    m_gap->setPen(Qt::NoPen);
    m_gap->setBrush(shade);
    for (const Line& line : lines()) line.series->setPen(curvePen(line.colour, Theme::curveWidth));
}

void PathChart::drawAbove(QPainter& painter) {
    AlphaChart::drawAbove(painter);
    for (const Line& line : lines()) drawMarks(painter, line);
    drawLabels(painter);
}

QString PathChart::readingAtCursor() const {
    QStringList parts{AlphaChart::readingAtCursor()};
    for (const Line& line : lines())
        if (const auto height = heightAt(line.series->points(), alpha()))
            parts << line.label + QLatin1Char(' ') + signedText(*height);
    return parts.join(QStringLiteral(", "));
}

void PathChart::drawMarks(QPainter& painter, const Line& line) const {
    const auto height = heightAt(line.series->points(), alpha());
    if (!height || !showsAlpha()) return;
    const QPointF point = plot().toPixel(alpha(), *height);
    if (!plotRect().adjusted(-1, -1, 1, 1).contains(point)) return;
    painter.setPen(QPen(Theme::current().field, 1));
    painter.setBrush(line.colour);
    painter.drawEllipse(point, 4, 4);
}

void PathChart::drawLabels(QPainter& painter) const {
    const QRectF area = plotRect();
    const double lineHeight = QFontMetricsF(smallFont()).height();
    std::vector<std::pair<double, Line>> ends;  // Height of the right end, from the top.
    for (const Line& line : lines())
        if (const auto height = heightAt(line.series->points(), highestAlpha()))
            ends.emplace_back(plot().toPixel(highestAlpha(), *height).y(), line);
    std::ranges::stable_sort(ends, {}, &std::pair<double, Line>::first);
    if (ends.size() == 2 && ends[1].first - ends[0].first < lineHeight) {
        const double middle = (ends[0].first + ends[1].first) / 2;
        ends[0].first = middle - lineHeight / 2;
        ends[1].first = middle + lineHeight / 2;
    }
    for (const auto& [y, line] : ends) {
        const double top =
            std::clamp(y - lineHeight / 2, area.top() - lineHeight / 2, area.bottom() - lineHeight);
        painter.setPen(line.colour);
        painter.drawText(QRectF(area.right() + Theme::grid, top, pathMargins.right(), lineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter, line.label);
    }
}

}  // namespace sigscope::ui
