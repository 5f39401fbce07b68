#include "ui/charts/plot_chart.h"

#include <QAreaSeries>
#include <QCategoryAxis>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLegend>
#include <QLineSeries>
#include <QLogValueAxis>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/log_ticks.h"

namespace sigscope::ui {

namespace {

constexpr int pixelsPerHorizontalTick = 72;
constexpr int pixelsPerVerticalTick = 32;

/// In the middle of a pixel, so that a line of one pixel is sharp.
double crisp(double position) {
    return std::floor(position) + 0.5;
}

void showTicks(QCategoryAxis& axis, const std::vector<Tick>& ticks) {
    for (const QString& label : axis.categoriesLabels()) axis.remove(label);
    // A category ends at its tick; where the first one begins must not be seen.
    axis.setStartValue(std::numeric_limits<float>::lowest());
    for (const Tick& tick : ticks) axis.append(tick.text, tick.value);
}

/// Qt Charts leaves grid lines between two pixels, where they are pale and two wide.
void alignToPixels(QGraphicsLineItem& item) {
    const QLineF line = item.line();
    if (line.dx() == 0)
        item.setLine(crisp(line.x1()), line.y1(), crisp(line.x1()), line.y2());
    else if (line.dy() == 0)
        item.setLine(line.x1(), crisp(line.y1()), line.x2(), crisp(line.y1()));
}

}  // namespace

QPen curvePen(const QColor& colour, double width) {
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

PlotChart::PlotChart(const Axis& horizontal, const Axis& vertical)
    : m_horizontal(makeSide(horizontal, Qt::AlignBottom)),
      m_vertical(makeSide(vertical, Qt::AlignLeft)) {
    legend()->hide();
    setBackgroundVisible(false);
    setAnimationOptions(NoAnimation);
    setMargins({});
    layout()->setContentsMargins(0, 0, 0, 0);
}

PlotChart::Side PlotChart::makeSide(const Axis& axis, Qt::Alignment alignment) {
    Side side;
    if (axis.scale() == Axis::Scale::Linear) {
        side.axis = side.categories = new QCategoryAxis(this);
        side.categories->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    } else {
        auto* logarithmic = new QLogValueAxis(this);
        // Not seen: they keep the room that the layer's labels take, between plot and title.
        logarithmic->setLabelFormat(QStringLiteral("%.0e"));
        logarithmic->setLabelsBrush(Qt::transparent);
        logarithmic->setGridLineVisible(false);
        side.axis = logarithmic;
        side.layer =
            new LogTicks(alignment == Qt::AlignBottom ? Qt::Horizontal : Qt::Vertical, this);
    }
    side.axis->setLineVisible(false);
    addAxis(side.axis, alignment);
    return side;
}

QLineSeries* PlotChart::addLine() {
    auto* line = new QLineSeries(this);
    add(line);
    return line;
}

QAreaSeries* PlotChart::addArea() {
    auto* area = new QAreaSeries(this);
    area->setUpperSeries(new QLineSeries(area));
    area->setLowerSeries(new QLineSeries(area));
    add(area);
    return area;
}

void PlotChart::add(QAbstractSeries* series) {
    addSeries(series);
    series->attachAxis(m_horizontal.axis);
    series->attachAxis(m_vertical.axis);
}

void PlotChart::dress(Side& side, const ChartLook& look) {
    const Theme& theme = look.theme;
    side.axis->setTitleFont(look.type);
    side.axis->setTitleBrush(theme.muted);
    QFont labels = look.type;
    // "1e-04" then takes about the room of "10⁻⁴".
    if (side.layer) labels.setPixelSize(labels.pixelSize() * 3 / 4);
    side.axis->setLabelsFont(labels);
    side.axis->setGridLinePen(QPen(theme.gridLine, 1));
    if (side.categories) side.axis->setLabelsBrush(theme.muted);
}

void PlotChart::show(Side& side, const Axis& axis, const Plot& plot, int wantedTicks) {
    side.axis->setTitleText(axis.title().toHtmlEscaped());
    side.axis->setRange(axis.low(), axis.high());
    const std::vector<Tick> ticks = axis.ticks(wantedTicks);
    if (side.layer)
        side.layer->show(ticks, plot);
    else if (ticks != side.ticks)
        showTicks(*side.categories, ticks);
    side.ticks = ticks;
}

void PlotChart::arrange(const Plot& plot, QSizeF size, const ChartLook& look) {
    resize(size);
    setPlotArea(plot.area);
    dress(m_horizontal, look);
    dress(m_vertical, look);
    show(m_horizontal, plot.horizontal, plot,
         std::clamp(static_cast<int>(plot.area.width() / pixelsPerHorizontalTick), 2, 10));
    show(m_vertical, plot.vertical, plot,
         std::clamp(static_cast<int>(plot.area.height() / pixelsPerVerticalTick), 2, 8));
    layout()->invalidate();
    layout()->activate();
    tidyItems();
}

void PlotChart::tidyItems() const {
    for (QGraphicsItem* item : scene()->items()) {
        if (!isAncestorOf(item)) continue;
        if (auto* line = qgraphicsitem_cast<QGraphicsLineItem*>(item)) alignToPixels(*line);
        auto* text = qgraphicsitem_cast<QGraphicsTextItem*>(item);
        // What only keeps room is not written to files either.
        if (text && text->defaultTextColor().alpha() == 0) text->hide();
    }
}

}  // namespace sigscope::ui
