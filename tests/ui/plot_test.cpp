#include "ui/charts/plot.h"

#include <QGraphicsScene>
#include <QLineSeries>
#include <catch2/catch.hpp>

#include "ui/charts/plot_chart.h"

using namespace sigscope::ui;

namespace {

Plot linearPlot() {
    Plot plot{Axis("α"), Axis("f"), {50, 10, 200, 100}};
    plot.vertical.setWhole(-1, 3);
    return plot;
}

Plot logarithmicPlot() {
    Plot plot{Axis("i", Axis::Scale::Logarithmic),
              Axis("σ", Axis::Scale::Logarithmic),
              {50, 10, 200, 100}};
    plot.horizontal.setWhole(0.9, 246);
    plot.vertical.setWhole(1e-5, 1.25);
    return plot;
}

/// Where Qt Charts draws the value.
QPointF drawnAt(const Plot& plot, QPointF value) {
    QGraphicsScene scene;
    auto* chart = new PlotChart(plot.horizontal, plot.vertical);
    scene.addItem(chart);
    QLineSeries* line = chart->addLine();
    line->append(value);
    chart->arrange(plot, {300, 150});
    return chart->mapToPosition(value, line);
}

}  // namespace

TEST_CASE("plot: values lie between the corners of its area", "[quick]") {
    const Plot plot = linearPlot();
    CHECK(plot.toPixel(0, -1) == QPointF(50, 110));
    CHECK(plot.toPixel(1, 3) == QPointF(250, 10));
    CHECK(plot.toPixel(0.25, 0) == QPointF(100, 85));
    CHECK(plot.toPixels({{0, -1}, {1, 3}}) == QPolygonF({{50, 110}, {250, 10}}));
    CHECK(plot.horizontalAt(100) == 0.25);
}

TEST_CASE("plot: left of it the vertical axis is zoomed, elsewhere the horizontal one", "[quick]") {
    Plot plot = linearPlot();
    plot.zoomAt({20, 60}, 0.5);
    CHECK(plot.vertical.low() == 0);
    CHECK(plot.vertical.high() == 2);
    CHECK(plot.horizontal.high() == 1);
    plot.zoomAt({100, 60}, 0.5);
    CHECK(plot.horizontalAt(100) == 0.25);
    CHECK(plot.horizontal.high() - plot.horizontal.low() == 0.5);
    plot.reset();
    CHECK(plot.vertical.low() == -1);
    CHECK(plot.horizontal.high() == 1);
}

TEST_CASE("plot: what is painted above a chart lies where Qt Charts has it", "[quick]") {
    for (Plot plot : {linearPlot(), logarithmicPlot()}) {
        for (int zoomed = 0; zoomed < 2; ++zoomed) {
            const QPointF value(plot.horizontal.valueAt(0.3), plot.vertical.valueAt(0.8));
            const QPointF painted = plot.toPixel(value.x(), value.y());
            const QPointF drawn = drawnAt(plot, value);
            // Two ways to compute the same number in double precision.
            CHECK(drawn.x() == Approx(painted.x()).epsilon(1e-9));
            CHECK(drawn.y() == Approx(painted.y()).epsilon(1e-9));
            plot.zoomAt({150, 60}, 0.3);
            plot.zoomAt({20, 30}, 0.6);
        }
    }
}
