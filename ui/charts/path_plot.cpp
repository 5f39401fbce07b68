#include "ui/charts/path_plot.h"

#include <QAreaSeries>
#include <QFontMetricsF>
#include <QLineSeries>
#include <algorithm>
#include <utility>

#include "ui/charts/plot_chart.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QMarginsF plotMargins{56, 8, 36, 36};  ///< Room for ticks, titles and direct labels.
constexpr float plotGapOpacity = 0.18F;
constexpr double dotRadius = 3.5;

}  // namespace

PathLines pathLinesOf(const Explanation& explanation) {
    PathCurves curves;
    if (explanation.trace) curves.setTrace(*explanation.trace, explanation.traits.sum);
    curves.setStart((explanation.perBaseline.empty() ? explanation.completeness
                                                     : explanation.perBaseline.front())
                        .fPathStart);
    return {curves.change(), curves.sum(), curves.changeAtSums()};
}

PathPlot::PathPlot(const PathLines& lines, QSizeF size, ChartLook look, const ChartTitles& titles)
    : m_look(std::move(look)),
      m_change(lines.change),
      m_sum(lines.sum),
      m_size(size),
      m_plot{Axis(titles[0]), Axis(titles[1]),
             QRectF(QPointF(0, 0), size).marginsRemoved(plotMargins)} {
    const Theme& theme = m_look.theme;
    m_plot.horizontal.setWhole(0, 1);
    fitAxis();
    auto* chart = new PlotChart(m_plot.horizontal, m_plot.vertical);
    m_scene.addItem(chart);
    QAreaSeries* gap = chart->addArea();
    gap->upperSeries()->replace(lines.changeAtSums);
    gap->lowerSeries()->replace(m_sum);
    QColor shade = theme.curveSum;
    shade.setAlphaF(plotGapOpacity);
    gap->setPen(Qt::NoPen);
    gap->setBrush(shade);
    QLineSeries* sum = chart->addLine();
    sum->replace(m_sum);
    sum->setPen(curvePen(theme.curveSum, Theme::curveWidth));
    QLineSeries* change = chart->addLine();
    change->replace(m_change);
    change->setPen(curvePen(theme.curveF, Theme::curveWidth));
    chart->arrange(m_plot, size, m_look);
}

void PathPlot::fitAxis() {
    double low = 0;
    double high = 0;
    for (const QList<QPointF>* line : {&m_change, &m_sum})
        for (const QPointF& point : *line) {
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    const double room = 0.06 * (high - low);
    if (high > low) m_plot.vertical.setWhole(low < 0 ? low - room : low, high + room);
}

void PathPlot::paint(QPainter& painter) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF all(QPointF(0, 0), m_size);
    m_scene.render(&painter, all, all);
    paintLabels(painter);
    painter.restore();
}

void PathPlot::paintLabels(QPainter& painter) const {
    if (m_change.isEmpty()) return;
    painter.setFont(m_look.type);
    const double line = QFontMetricsF(painter.font()).height();
    double change = m_plot.toPixel(1, m_change.back().y()).y();
    double sum = m_sum.isEmpty() ? change - 2 * line : m_plot.toPixel(1, m_sum.back().y()).y();
    if (const double apart = std::abs(change - sum); apart < line) {
        const double push = (line - apart) / 2;
        (change <= sum ? change : sum) -= push;
        (change <= sum ? sum : change) += push;
    }
    const auto paintLabel = [&](double y, const QColor& colour, const QString& text) {
        painter.setPen(colour);
        painter.drawText(QRectF(m_plot.area.right() + Theme::grid / 2.0, y - line / 2,
                                plotMargins.right(), line),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
    };
    paintLabel(change, m_look.theme.curveF, QStringLiteral("Δf"));
    if (!m_sum.isEmpty()) paintLabel(sum, m_look.theme.curveSum, QStringLiteral("ΣA"));
}

void PathPlot::paintCursor(QPainter& painter, double alpha) const {
    const Theme& theme = m_look.theme;
    const double x = m_plot.toPixel(alpha, 0).x();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, Theme::curveWidth));
    painter.drawLine(QPointF(x, m_plot.area.top()), QPointF(x, m_plot.area.bottom()));
    painter.setPen(QPen(theme.field, 1));
    const auto paintDot = [&](const QList<QPointF>& line, const QColor& colour) {
        const auto height = heightAt(line, alpha);
        if (!height) return;
        painter.setBrush(colour);
        painter.drawEllipse(m_plot.toPixel(alpha, *height), dotRadius, dotRadius);
    };
    paintDot(m_sum, theme.curveSum);
    paintDot(m_change, theme.curveF);
    painter.restore();
}

}  // namespace sigscope::ui
