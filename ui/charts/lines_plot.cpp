#include "ui/charts/lines_plot.h"

#include <QFontMetricsF>
#include <QLineSeries>
#include <algorithm>
#include <numeric>
#include <utility>

#include "ui/charts/plot_chart.h"

namespace sigscope::ui {

namespace {

constexpr QMarginsF linesMargins{56, 8, 36, 36};  ///< Room for ticks, titles and direct labels.

}  // namespace

LinesPlot::LinesPlot(std::vector<PlotLine> lines, const ChartTitles& titles, QSizeF size,
                     ChartLook look)
    : m_look(std::move(look)),
      m_lines(std::move(lines)),
      m_size(size),
      m_plot{Axis(titles[0]), Axis(titles[1]),
             QRectF(QPointF(0, 0), size).marginsRemoved(linesMargins)} {
    m_plot.horizontal.setWhole(0, 1);
    fitAxis();
    auto* chart = new PlotChart(m_plot.horizontal, m_plot.vertical);
    m_scene.addItem(chart);
    for (const PlotLine& line : m_lines) {
        QLineSeries* series = chart->addLine();
        series->replace(line.points);
        QPen pen = curvePen(line.colour, Theme::curveWidth);
        pen.setStyle(line.style);
        series->setPen(pen);
    }
    chart->arrange(m_plot, size, m_look);
}

void LinesPlot::fitAxis() {
    double low = m_lines.front().points.front().y();
    double high = low;
    for (const PlotLine& line : m_lines)
        for (const QPointF& point : line.points) {
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    const double room = high > low ? 0.06 * (high - low) : 1;
    m_plot.vertical.setWhole(low - room, high + room);
}

void LinesPlot::paint(QPainter& painter) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF all(QPointF(0, 0), m_size);
    m_scene.render(&painter, all, all);
    paintLabels(painter);
    painter.restore();
}

/// From top to bottom, each below the one before it.
void LinesPlot::paintLabels(QPainter& painter) const {
    painter.setFont(m_look.type);
    const double height = QFontMetricsF(painter.font()).height();
    const auto endOf = [this](std::size_t line) {
        return m_plot.toPixel(1, m_lines[line].points.back().y()).y();
    };
    std::vector<std::size_t> order(m_lines.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, endOf);
    double lowest = m_plot.area.top() - height;
    for (const std::size_t line : order) {
        const double middle = std::max(endOf(line), lowest + height);
        lowest = middle;
        painter.setPen(m_lines[line].colour);
        painter.drawText(QRectF(m_plot.area.right() + Theme::grid / 2.0, middle - height / 2,
                                linesMargins.right(), height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, m_lines[line].label);
    }
}

}  // namespace sigscope::ui
