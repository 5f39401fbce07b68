#pragma once

#include <QChart>
#include <QPen>
#include <vector>

#include "ui/charts/chart_look.h"
#include "ui/charts/plot.h"

class QAreaSeries;
class QCategoryAxis;
class QLineSeries;

namespace sigscope::ui {

class LogTicks;

/// Of a curve; Qt Charts draws its pieces one by one, and round ends make them one line.
[[nodiscard]] QPen curvePen(const QColor& colour, double width);

/// A chart of Qt Charts as this program has them: small type, a subtle grid, labels as in print, a
/// plot exactly where it is told to be, no legend and no animation. It is drawn from its scene, on
/// a screen as in a file. It belongs to the scene that it is added to.
class PlotChart : public QChart {
public:
    PlotChart(const Axis& horizontal, const Axis& vertical);

    /// An empty series of this chart.
    QLineSeries* addLine();

    /// The area between two empty lines, which take no part themselves.
    QAreaSeries* addArea();

    void add(QAbstractSeries* series);

    /// Lays the chart out in `size`, with the ranges, titles and the rectangle of `plot`: at once,
    /// without a turn of the event loop.
    void arrange(const Plot& plot, QSizeF size, const ChartLook& look = ChartLook::ofWindow());

private:
    /// One of the two axes: labels of a linear one are categories at its ticks, those of a
    /// logarithmic one a layer of ours.
    struct Side {
        QAbstractAxis* axis = nullptr;
        QCategoryAxis* categories = nullptr;
        LogTicks* layer = nullptr;
        std::vector<Tick> ticks;
    };

    [[nodiscard]] Side makeSide(const Axis& axis, Qt::Alignment alignment);
    static void dress(Side& side, const ChartLook& look);
    static void show(Side& side, const Axis& axis, const Plot& plot, int wantedTicks);
    void tidyItems() const;

    Side m_horizontal;
    Side m_vertical;
};

}  // namespace sigscope::ui
