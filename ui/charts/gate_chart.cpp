#include "ui/charts/gate_chart.h"

#include <QLineSeries>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "engine/api/path_trace.h"
#include "ui/charts/plot_chart.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QMargins gateMargins{56, 12, 16, 40};
constexpr int samples = 512;

bool areInLine(const QPointF& a, const QPointF& b, const QPointF& c) {
    const QPointF ab = b - a;
    const QPointF bc = c - b;
    return std::abs(ab.x() * bc.y() - ab.y() * bc.x()) < 1e-12;
}

/// s(α) of one strength, without the points inside its straight parts: many short pieces would not
/// look like one line.
QList<QPointF> gateLine(const PathComponents& components, double strength) {
    QList<QPointF> line;
    for (int k = 0; k <= samples; ++k) {
        const double alpha = static_cast<double>(k) / samples;
        const QPointF point(alpha, components.gate(alpha, strength));
        const auto count = line.size();
        if (count >= 2 && areInLine(line[count - 2], line[count - 1], point))
            line.back() = point;
        else
            line.append(point);
    }
    return line;
}

double halfOn(const QList<QPointF>& line) {
    const auto right = std::ranges::lower_bound(line, 0.5, {}, &QPointF::y);
    if (right == line.end() || right == line.begin()) return right == line.end() ? 1 : right->x();
    const QPointF left = *std::prev(right);
    return left.x() + (right->x() - left.x()) * (0.5 - left.y()) / (right->y() - left.y());
}

QColor mixed(const QColor& from, const QColor& to, double share) {
    const auto mix = [share](int a, int b) {
        return static_cast<int>(std::lround(a + share * (b - a)));
    };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

QColor colourOf(double shade) {
    return mixed(Theme::current().curveSum, Theme::current().muted, shade);
}

}  // namespace

GateChart::GateChart(QWidget* parent) : AlphaChart(Axis(tr("Gate s")), gateMargins, parent) {
    editPlot().vertical.setWhole(-0.04, 1.04);
    setAccessibleName(tr("Gates of the components along the path"));
    setToolTip(
        tr("s_i(α): how far component i is switched on at α; from 0, absent, to 1, all there. The "
           "components 1, 2, 4, 8, … are shown, one line for each channel.\nDrag: α. Wheel: zoom "
           "the axis under the pointer. Double click: reset."));
}

void GateChart::setComponents(std::shared_ptr<const PathComponents> components) {
    if (components == m_components) return;
    m_components = std::move(components);
    m_ranks.clear();
    chart().removeAllSeries();
    chartChanged();
    if (!m_components || m_components->groups.empty()) return;
    const auto count = m_components->groups.front().strengths.size();
    for (std::size_t number = 1; number <= count; number *= 2) addRank(*m_components, number);
}

void GateChart::addRank(const PathComponents& components, std::size_t number) {
    const auto count = components.groups.front().strengths.size();
    const double doublings = std::max(1.0, std::floor(std::log2(count)));
    Rank rank{static_cast<int>(number), std::log2(number) / doublings, {}, 1};
    for (const ComponentGroup& group : components.groups) {
        if (number > group.strengths.size()) continue;
        const QList<QPointF> line = gateLine(components, group.strengths[number - 1]);
        if (rank.lines.empty()) rank.halfOn = halfOn(line);
        rank.lines.push_back(chart().addLine());
        rank.lines.back()->replace(line);
    }
    m_ranks.push_back(std::move(rank));
}

void GateChart::dress() {
    for (const Rank& rank : m_ranks)
        for (QLineSeries* line : rank.lines) line->setPen(curvePen(colourOf(rank.shade), 1));
}

void GateChart::drawAbove(QPainter& painter) {
    AlphaChart::drawAbove(painter);
    const QFontMetricsF metrics(smallFont());
    double free = plotRect().left();
    for (const Rank& rank : m_ranks) {
        if (rank.halfOn < lowestAlpha() || rank.halfOn > highestAlpha()) continue;
        const QString text = QString::number(rank.number);
        QRectF box(QPointF(0, 0), QSizeF(metrics.horizontalAdvance(text) + 4, metrics.height()));
        box.moveCenter(plot().toPixel(rank.halfOn, 0.5));
        // Where gates crowd, numbering the first of them is enough.
        if (box.left() < free) continue;
        free = box.right() + Theme::grid;
        painter.fillRect(box, Theme::current().field);
        painter.setPen(colourOf(rank.shade));
        painter.drawText(box, Qt::AlignCenter, text);
    }
}

}  // namespace sigscope::ui
