#include <QLabel>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/charts/path_chart.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/style/theme.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/path_page.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

void wheel(QWidget& widget, QPointF position, int notches) {
    QWheelEvent event(position, widget.mapToGlobal(position), {}, {0, 120 * notches}, {}, {},
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

}  // namespace

TEST_CASE("scrub: keys step through the nodes", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();  // 17 nodes.
    QTest::keyClick(&window, Qt::Key_Left);
    REQUIRE(fixture.waitForFrame(1, 15.0 / 16));
    QTest::keyClick(&window, Qt::Key_Home);
    REQUIRE(fixture.waitForFrame(1, 0));
    QTest::keyClick(&window, Qt::Key_Right);
    REQUIRE(fixture.waitForFrame(1, 1.0 / 16));
    QTest::keyClick(&window, Qt::Key_End);
    REQUIRE(fixture.waitForFrame(1, 1));
    CHECK(window.findChild<QLabel*>("alpha")->text().toStdString() == "α 1.000");
}

TEST_CASE("scrub: the slider and the chart's cursor are one", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::AlphaSlider& slider = window.pathPage().slider();
    const QPoint position(qRound(slider.positionOf(0.4)), 8);
    QTest::mousePress(&slider, Qt::LeftButton, {}, position);
    const double alpha = window.pathPage().cursor().alpha();
    const double halfPixel = 0.501 / (slider.positionOf(1) - slider.positionOf(0));
    CHECK(alpha == Approx(0.4).margin(halfPixel));
    REQUIRE(fixture.waitForFrame(1, alpha));
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, position);

    ui::PathChart& chart = window.pathPage().chart();
    const QPoint inChart(position.x(), qRound(chart.plotRect().center().y()));
    QTest::mouseClick(&chart, Qt::LeftButton, {}, inChart);
    // The same pixel column is the same α: the cursor is one line through both.
    CHECK(window.pathPage().cursor().alpha() == Approx(alpha).margin(1e-3));
    QTest::mouseClick(&chart, Qt::LeftButton, Qt::ShiftModifier, inChart);
    CHECK(window.pathPage().cursor().alpha() == 6.0 / 16);
}

TEST_CASE("scrub: Space plays and the transport answers", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    QTest::keyClick(&window, Qt::Key_Space);
    CHECK(window.pathPage().cursor().playing());
    REQUIRE(WindowFixture::waitFor([&] { return window.pathPage().cursor().alpha() > 0; }));
    QTest::mouseClick(window.findChild<QToolButton*>("play"), Qt::LeftButton);
    CHECK_FALSE(window.pathPage().cursor().playing());
    QTest::mouseClick(window.findChild<QToolButton*>("last"), Qt::LeftButton);
    QTest::mouseClick(window.findChild<QToolButton*>("previous"), Qt::LeftButton);
    CHECK(window.pathPage().cursor().alpha() == 15.0 / 16);
}

TEST_CASE("scrub: the wheel zooms the chart's axis, a double click resets", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathChart& chart = window.pathPage().chart();
    const QPointF middle = chart.plotRect().center();
    wheel(chart, middle, 2);
    CHECK(chart.lowestAlpha() == Approx(0.25).margin(1e-3));
    CHECK(chart.highestAlpha() == Approx(0.75).margin(1e-3));
    // The slider shows the same range.
    CHECK(window.pathPage().slider().positionOf(0.5) == Approx(middle.x()).margin(1));
    CHECK(window.pathPage().slider().positionOf(0.25) == Approx(chart.plotRect().left()).margin(1));
    QTest::mouseDClick(&chart, Qt::LeftButton, {}, middle.toPoint());
    CHECK(chart.lowestAlpha() == 0);
    CHECK(chart.highestAlpha() == 1);
}

TEST_CASE("scrub: a zoomed chart says so, and a handle that lies outside is hollow", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathChart& chart = window.pathPage().chart();
    ui::AlphaSlider& slider = window.pathPage().slider();
    QTest::keyClick(&window, Qt::Key_Home);
    // Nothing but the sign has the accent's green there: the cursor stands at the left end.
    const auto isMarked = [&chart] {
        const QRect plot = chart.plotRect().toRect();
        const QImage corner =
            chart.grab(QRect(plot.center().x(), plot.top(), plot.width() / 2, 24)).toImage();
        for (int y = 0; y < corner.height(); ++y)
            for (int x = 0; x < corner.width(); ++x)
                if (corner.pixelColor(x, y).green() - corner.pixelColor(x, y).red() > 60)
                    return true;
        return false;
    };
    const auto handle = [&slider] {
        constexpr int middle = 8;
        return slider.grab().toImage().pixelColor(qRound(slider.positionOf(0)), middle);
    };
    CHECK_FALSE(isMarked());
    CHECK(handle() == ui::Theme::current().accent);
    wheel(chart, chart.plotRect().center(), 2);
    CHECK(isMarked());
    CHECK(handle() == ui::Theme::current().window);
    // The first of the two clicks moves the cursor to the pointer.
    QTest::mouseDClick(&chart, Qt::LeftButton, {}, chart.plotRect().center().toPoint());
    QTest::keyClick(&window, Qt::Key_Home);
    CHECK_FALSE(isMarked());
    CHECK(handle() == ui::Theme::current().accent);
}

TEST_CASE("scrub: all panes zoom as one and tell the values under the mouse", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    ui::PicturePane& picture = panes.pane(2).picture();
    for (int index = 0; index < 4; ++index)
        CHECK(panes.pane(index).picture().size() == picture.size());

    const QPointF pixel = panes.transform().toView({20.5, 10.5});
    QTest::mouseMove(&picture, pixel.toPoint());
    WindowFixture::settle();
    const QString text = window.statusLine().pixelText();
    CHECK(text.startsWith("x 20 y 10   image "));
    for (const char* part : {"dA/dα ", "A "}) CHECK(text.contains(part));

    const double fitted = panes.transform().scale();
    wheel(picture, pixel, 2);
    CHECK(panes.transform().scale() == Approx(2 * fitted));
    CHECK(panes.transform().toPicture(pixel).x() == Approx(20.5));
    QTest::keyClick(&window, Qt::Key_F);
    CHECK(panes.transform().fitted());
    QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
    CHECK(panes.transform().scale() == Approx(1 / picture.devicePixelRatioF()));
}
