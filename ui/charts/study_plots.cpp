#include "ui/charts/study_plots.h"

#include <QFontMetricsF>
#include <QRectF>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "ui/charts/printed_chart.h"
#include "ui/charts/spread_labels.h"

namespace sigscope::ui {

namespace {

// In points.
constexpr double plotWidth = 480;
constexpr double plotHeight = 304;
constexpr double plotHeading = 28;
constexpr double axisHeight = 40;  ///< Ticks and title below.
constexpr double axisWidth = 56;   ///< Ticks and title on the left.
constexpr double plotEdge = 16;
constexpr double labelHeight = 15;
constexpr double leader = 24;  ///< From a line's end to its label.
constexpr double plotGap = 4;
constexpr double discSize = 9;
constexpr double dotSize = 4;
constexpr double distributionRow = 24;
constexpr double distributionBar = 9;
constexpr float dotOpacity = 0.4F;
constexpr float barOpacity = 0.35F;
constexpr std::size_t mostDots = 200;

QString namedAs(const std::string& method) {
    return QString::fromStdString(method);
}

/// The ends of what was seen, a little apart.
class ShownRange {
public:
    void add(double value) {
        if (!std::isfinite(value)) return;
        m_low = std::min(m_low, value);
        m_high = std::max(m_high, value);
    }
    void showOn(Axis& axis, double room) const {
        if (m_low > m_high) return axis.setWhole(0, 1);
        const double more = m_high > m_low ? room * (m_high - m_low) : 0.5;
        axis.setWhole(m_low - more, m_high + more);
    }

private:
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
};

void addHeading(PrintedChart& chart, const QString& heading) {
    const double width = plotWidth - 2 * plotGap;
    chart.addText(QRectF(plotGap, 0, width, plotHeading), Qt::AlignLeft | Qt::AlignVCenter,
                  QFontMetricsF(chart.look().type).elidedText(heading, Qt::ElideRight, width),
                  chart.look().theme.text);
}

/// The first of four places beside a disc that covers nothing; else the one on its right.
QRectF placeBeside(QPointF disc, double width, const std::vector<QRectF>& taken,
                   const QRectF& page) {
    const double away = discSize / 2 + plotGap;
    const QSizeF size(width, labelHeight);
    const QRectF places[] = {{QPointF(disc.x() + away, disc.y() - labelHeight / 2), size},
                             {QPointF(disc.x() - away - width, disc.y() - labelHeight / 2), size},
                             {QPointF(disc.x() - width / 2, disc.y() - away - labelHeight), size},
                             {QPointF(disc.x() - width / 2, disc.y() + away), size}};
    for (const QRectF& place : places) {
        const bool isFree = std::ranges::none_of(
            taken, [&place](const QRectF& other) { return other.intersects(place); });
        if (isFree && page.contains(place)) return place;
    }
    return places[0];
}

Axis secondsAxis(const std::vector<MethodCost>& costs) {
    constexpr double least = 1e-6;
    Axis axis(QStringLiteral("Seconds of a map"), Axis::Scale::Logarithmic);
    const auto [low, high] = std::ranges::minmax(costs, {}, &MethodCost::seconds);
    const double from = std::floor(std::log10(std::max(low.seconds, least)));
    const double to = std::ceil(std::log10(std::max(high.seconds, least)));
    axis.setWhole(std::pow(10, from), std::pow(10, std::max(to, from + 1)));
    return axis;
}

/// A line's end with the label that belongs to it.
struct LineEnd {
    QString label;
    QPointF end;  ///< On the page.
    QPen pen;
};

/// Labels beside the plot, each joined to its line by a stroke in that line's dashes.
void labelEnds(PrintedChart& chart, const std::vector<LineEnd>& ends) {
    const QRectF& area = chart.plot().area;
    std::vector<double> wanted;
    for (const LineEnd& one : ends) wanted.push_back(one.end.y());
    const std::vector<double> places =
        spreadLabels(wanted, labelHeight, area.top(), area.bottom() + axisHeight / 2);
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const QPointF to(area.right() + plotGap + leader, places[i]);
        chart.addStroke({ends[i].end, to}, ends[i].pen);
        chart.addText(
            QRectF(to + QPointF(plotGap, -labelHeight / 2), QSizeF(plotWidth, labelHeight)),
            Qt::AlignLeft | Qt::AlignVCenter, ends[i].label, chart.look().theme.text);
    }
}

QList<QPointF> definedPoints(const MeanCurve& curve) {
    QList<QPointF> points;
    for (std::size_t i = 0; i < curve.x.size(); ++i)
        if (std::isfinite(curve.y[i])) points.append({curve.x[i], curve.y[i]});
    return points;
}

QColor paler(QColor colour, float opacity) {
    colour.setAlphaF(opacity);
    return colour;
}

/// One method's row of a distribution, centred at `middle` of an axis of rows.
void addRow(PrintedChart& chart, const Distribution& distribution, double middle, QPen pen) {
    const std::vector<double>& values = distribution.values;
    const auto line = [&](double from, double to, const QPen& stroke) {
        chart.addLine(
            {QPointF(quantileOf(values, from), middle), QPointF(quantileOf(values, to), middle)},
            stroke);
    };
    pen.setStyle(Qt::SolidLine);
    pen.setCapStyle(Qt::FlatCap);
    const QPen bar(paler(pen.color(), barOpacity), distributionBar, Qt::SolidLine, Qt::FlatCap);
    line(0.05, 0.95, pen);
    line(0.25, 0.75, bar);
    if (values.size() <= mostDots) {
        QList<QPointF> dots;
        for (std::size_t i = 0; i < values.size(); ++i) {
            // Beside each other where values are equal: multiples of the golden ratio lie evenly.
            const double part = 0.618034 * static_cast<double>(i);
            dots.append({values[i], middle + 0.6 * (part - std::floor(part) - 0.5)});
        }
        chart.addPoints(dots, paler(pen.color(), dotOpacity), dotSize);
    }
    const double median = quantileOf(values, 0.5);
    pen.setWidthF(2 * pen.widthF());
    chart.addLine({QPointF(median, middle - 0.32), QPointF(median, middle + 0.32)}, pen);
}

}  // namespace

Drawing costPlot(const std::vector<MethodCost>& costs, const QString& heading,
                 const QString& valueTitle, const MethodPens& pens) {
    ShownRange values;
    for (const MethodCost& cost : costs) values.add(cost.value);
    Axis worth(valueTitle);
    values.showOn(worth, 0.1);
    const QSize size(static_cast<int>(plotWidth), static_cast<int>(plotHeight));
    const QRectF area(axisWidth, plotHeading, plotWidth - axisWidth - plotEdge,
                      plotHeight - plotHeading - axisHeight);
    const auto chart =
        std::make_shared<PrintedChart>(Plot{secondsAxis(costs), std::move(worth), area}, size);
    addHeading(*chart, heading);
    std::vector<QRectF> taken;
    for (const MethodCost& cost : costs) {
        const QPointF disc = chart->plot().toPixel(cost.seconds, cost.value);
        taken.emplace_back(disc - QPointF(discSize, discSize) / 2, QSizeF(discSize, discSize));
        chart->addPoints({QPointF(cost.seconds, cost.value)}, pens(cost.method).color(), discSize);
    }
    for (const MethodCost& cost : costs) {
        const QString name = namedAs(cost.method);
        const QRectF place = placeBeside(chart->plot().toPixel(cost.seconds, cost.value),
                                         printedWidth(name), taken, area);
        taken.push_back(place);
        chart->addText(place, Qt::AlignCenter, name, chart->look().theme.text);
    }
    return drawingOf(chart, size);
}

Drawing curvePlot(const CurveGroup& group, const QString& heading, const MethodPens& pens) {
    ShownRange shares, values;
    double widest = 0;
    for (const MeanCurve& curve : group.curves) {
        widest = std::max(widest, printedWidth(namedAs(curve.method)));
        for (const QPointF& point : definedPoints(curve)) {
            shares.add(point.x());
            values.add(point.y());
        }
    }
    Plot plot{
        Axis(QString::fromStdString(group.axis)), Axis(QString::fromStdString(group.quantity)), {}};
    shares.showOn(plot.horizontal, 0);
    values.showOn(plot.vertical, 0.06);
    const double height =
        std::max(plotHeight,
                 plotHeading + axisHeight + labelHeight * static_cast<double>(group.curves.size()));
    plot.area =
        QRectF(axisWidth, plotHeading, plotWidth - axisWidth - leader - 3 * plotGap - widest,
               height - plotHeading - axisHeight);
    const QSize size(static_cast<int>(plotWidth), static_cast<int>(std::ceil(height)));
    const auto chart = std::make_shared<PrintedChart>(std::move(plot), size);
    addHeading(*chart, heading);
    std::vector<LineEnd> ends;
    for (const MeanCurve& curve : group.curves) {
        const QList<QPointF> points = definedPoints(curve);
        if (points.isEmpty()) continue;
        const QPen pen = pens(curve.method);
        chart->addLine(points, pen);
        ends.push_back({namedAs(curve.method),
                        chart->plot().toPixel(points.back().x(), points.back().y()), pen});
    }
    labelEnds(*chart, ends);
    return drawingOf(chart, size);
}

Drawing distributionPlot(const std::vector<Distribution>& distributions, const QString& heading,
                         const QString& valueTitle, const MethodPens& pens) {
    ShownRange values;
    double widest = 0;
    for (const Distribution& distribution : distributions) {
        widest = std::max(widest, printedWidth(namedAs(distribution.method)));
        for (const double value : distribution.values) values.add(value);
    }
    const auto count = static_cast<double>(distributions.size());
    Plot plot{Axis(valueTitle), Axis(QString()), {}};
    values.showOn(plot.horizontal, 0.04);
    plot.vertical.setWhole(0.5, count + 0.5);
    // None is shown: names stand beside the rows.
    plot.vertical.setTicks({Tick{0, QString()}});
    const double left = widest + 4 * plotGap;
    const double height = plotHeading + axisHeight + distributionRow * count;
    plot.area = QRectF(left, plotHeading, plotWidth - left - plotEdge, distributionRow * count);
    const QSize size(static_cast<int>(plotWidth), static_cast<int>(std::ceil(height)));
    const auto chart = std::make_shared<PrintedChart>(std::move(plot), size);
    addHeading(*chart, heading);
    for (std::size_t i = 0; i < distributions.size(); ++i) {
        const QRectF row(0, plotHeading + distributionRow * static_cast<double>(i),
                         left - 2 * plotGap, distributionRow);
        chart->addText(row, Qt::AlignRight | Qt::AlignVCenter, namedAs(distributions[i].method),
                       chart->look().theme.text);
        addRow(*chart, distributions[i], count - static_cast<double>(i),
               pens(distributions[i].method));
    }
    return drawingOf(chart, size);
}

}  // namespace sigscope::ui
