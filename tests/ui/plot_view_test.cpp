#include "ui/charts/plot_view.h"

#include <QApplication>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/api/path_trace.h"
#include "tests/ui/window_fixture.h"
#include "ui/charts/path_chart.h"
#include "ui/charts/strength_chart.h"
#include "ui/style/theme.h"
#include "ui/window/path_page.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// Straight lines: f from 0 to `height`, ΣA to half of it.
ui::PathCurves curvesUpTo(double height) {
    ui::PathCurves curves;
    curves.addNodes({{0, 0}, {0.5, height / 2}, {1, height}});
    return curves;
}

int chartPaints(const QWidget& window) {
    int paints = 0;
    for (const ui::PlotView* chart : window.findChildren<ui::PlotView*>())
        paints += chart->chartPaints();
    return paints;
}

void paint(QWidget& widget) {
    static_cast<void>(widget.grab());
}

/// Of three channels, σ_i/σ_1 = 1/i.
std::shared_ptr<const PathComponents> fallingComponents() {
    auto components = std::make_shared<PathComponents>();
    ComponentGroup group;
    for (int i = 1; i <= 100; ++i) group.strengths.push_back(1.0 / i);
    components->groups = {group, group, group};
    components->gate = [](double alpha, double) { return alpha; };
    return components;
}

}  // namespace

TEST_CASE("plot view: a scrub paints no chart anew, whichever is shown", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    for (const char* shown : {"gates", "radial"}) {
        QTest::mouseClick(window.findChild<QToolButton*>(shown), Qt::LeftButton);
        window.pathPage().cursor().setAlpha(1);
        REQUIRE(fixture.waitForFrame(1, 1));
        paint(window);
        const int before = chartPaints(window);
        CHECK(before > 0);
        for (int k = 0; k < 8; ++k) {
            window.pathPage().cursor().setAlpha(k / 8.0);
            REQUIRE(fixture.waitForFrame(1, k / 8.0));
            paint(window);
        }
        CHECK(chartPaints(window) == before);
    }
}

TEST_CASE("plot view: size, zoom, data and theme paint the chart anew, once each", "[quick]") {
    ui::PathChart chart;
    chart.resize(400, 300);
    chart.setCurves(curvesUpTo(1));
    chart.show();
    WindowFixture::settle();
    int paints = chart.chartPaints();
    const auto isPaintedOnce = [&] {
        WindowFixture::settle();
        chart.repaint();
        return chart.chartPaints() == ++paints;
    };
    chart.resize(420, 300);
    CHECK(isPaintedOnce());
    chart.setCurves(curvesUpTo(2));
    CHECK(isPaintedOnce());
    const QPointF middle = chart.plotRect().center();
    QWheelEvent wheel(middle, middle, {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&chart, &wheel);
    CHECK(isPaintedOnce());
    QTest::mouseDClick(&chart, Qt::LeftButton, {}, middle.toPoint());
    CHECK(isPaintedOnce());
    ui::applyTheme(*qApp, ui::Appearance::Dark);
    CHECK(isPaintedOnce());
    CHECK(chart.grab().toImage().pixelColor(1, 1) == ui::Theme::current().field);
    ui::applyTheme(*qApp, ui::Appearance::Light);
    CHECK(isPaintedOnce());
}

TEST_CASE("plot view: curves are painted in the theme's colours", "[quick]") {
    ui::PathChart chart;
    chart.resize(400, 300);
    chart.setAlpha(0.25);
    chart.setCurves(curvesUpTo(1));
    ui::StrengthChart strengths;
    strengths.resize(400, 200);
    strengths.setAlpha(0);
    strengths.setComponents(fallingComponents());
    const auto colourNear = [](ui::PlotView& view, double x, double y, const QColor& wanted) {
        const QImage image = view.grab().toImage();
        const QRectF plot = view.plotRect();
        const QPoint at(qRound(plot.left() + view.horizontal().shareOf(x) * plot.width()),
                        qRound(plot.bottom() - view.vertical().shareOf(y) * plot.height()));
        const auto distance = [&](const QColor& colour) {
            return std::abs(colour.red() - wanted.red()) +
                   std::abs(colour.green() - wanted.green()) +
                   std::abs(colour.blue() - wanted.blue());
        };
        int nearest = 3 * 255;
        for (int dy = -1; dy <= 1; ++dy)
            nearest = std::min(nearest, distance(image.pixelColor(at + QPoint(0, dy))));
        return nearest;
    };
    // A thin slanting line covers most of a pixel at best: within a quarter of the way from white.
    CHECK(colourNear(chart, 0.7, 0.7, ui::Theme::current().curveF) < 190);
    CHECK(colourNear(chart, 0.7, 0.3, ui::Theme::current().curveF) > 400);
    CHECK(colourNear(strengths, 10, 0.1, ui::Theme::current().channels[2]) < 190);
    CHECK(colourNear(strengths, 10, 0.5, ui::Theme::current().channels[2]) > 300);
}

TEST_CASE("plot view: curves that stream in are shown a few times a second, the last one always",
          "[quick]") {
    ui::PathChart chart;
    chart.resize(400, 300);
    chart.streamCurves(curvesUpTo(1));
    const double first = chart.vertical().high();
    CHECK(first >= 1);
    // Nothing is shown before the event loop turns, however long this takes.
    for (int k = 2; k <= 40; ++k) chart.streamCurves(curvesUpTo(k));
    CHECK(chart.vertical().high() == first);
    CHECK(WindowFixture::waitFor([&] { return chart.vertical().high() >= 40; }));
    // What is finished is shown at once, and nothing that waited replaces it.
    chart.streamCurves(curvesUpTo(50));
    chart.setCurves(curvesUpTo(3));
    CHECK(chart.vertical().high() == Approx(3 * 1.06));
}

TEST_CASE("plot view: while curves stream in the axis only widens", "[quick]") {
    ui::PathChart chart;
    chart.resize(400, 300);
    chart.streamCurves(curvesUpTo(2));
    const double wide = chart.vertical().high();
    chart.streamCurves(curvesUpTo(1));
    chart.streamCurves(curvesUpTo(-1));
    REQUIRE(WindowFixture::waitFor([&] { return chart.vertical().low() < -1; }));
    CHECK(chart.vertical().high() >= wide);
    chart.setCurves(curvesUpTo(1));
    CHECK(chart.vertical().high() < wide);
    CHECK(chart.vertical().low() == 0);
}
