#include "ui/charts/side_charts.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QMouseEvent>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/charts/gate_chart.h"
#include "ui/charts/path_chart.h"
#include "ui/charts/radial_chart.h"
#include "ui/charts/strength_chart.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/style/theme.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/path_page.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

void chooseMethod(WindowFixture& fixture, const char* name) {
    auto* method = fixture.window().findChild<QComboBox*>("method");
    method->setCurrentIndex(method->findData(name));
    fixture.complete();
}

/// How many pixels of `widget` have about that colour.
int pixelsOf(QWidget& widget, const QColor& colour) {
    const QImage image = widget.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == colour;
    return count;
}

/// Moves with the left button held, which QTest::mouseMove does not know of.
void moveHeld(QWidget& widget, QPoint position) {
    QMouseEvent event(QEvent::MouseMove, position, widget.mapToGlobal(position), Qt::NoButton,
                      Qt::LeftButton, {});
    QApplication::sendEvent(&widget, &event);
}

}  // namespace

TEST_CASE("side charts: components are counted as they are switched on", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::SideCharts& side = window.pathPage().sideCharts();
    REQUIRE(side.gates().isVisible());
    REQUIRE(side.strengths().isVisible());
    CHECK(side.strengths().describe().toStdString() == "96 of 96 components on");
    // At α = 0.5 on are those with 0.6 (1 − 1/i) + 0.4 <= 0.5: i = 1; the others begin before it
    // where 0.6 (1 − 1/i) < 0.5: i = 2 … 5. Of each there are three, one for each channel.
    window.pathPage().cursor().setAlpha(0.5);
    CHECK(side.strengths().describe().toStdString() == "3 of 96 components on, 12 in part");
    QTest::keyClick(&window, Qt::Key_Home);
    CHECK(side.strengths().describe().toStdString() == "0 of 96 components on");
}

TEST_CASE("side charts: the cursor is one, and so is the range of α", "[quick]") {
    WindowFixture fixture;
    ui::PathPage& page = fixture.showCompleted().pathPage();
    ui::GateChart& gates = page.sideCharts().gates();
    const QPointF middle = gates.plotRect().center();
    QTest::mouseClick(&gates, Qt::LeftButton, {}, middle.toPoint());
    const double alpha = page.cursor().alpha();
    CHECK(alpha == Approx(0.5).margin(0.01));
    const QPointF position = middle;
    QWheelEvent wheel(position, gates.mapToGlobal(position), {}, {0, 240}, {}, {},
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&gates, &wheel);
    CHECK(gates.lowestAlpha() == Approx(0.25).margin(1e-3));
    CHECK(page.chart().lowestAlpha() == gates.lowestAlpha());
    CHECK(page.chart().highestAlpha() == gates.highestAlpha());
    CHECK(page.slider().positionOf(gates.lowestAlpha()) ==
          Approx(page.chart().plotRect().left()).margin(1));
    QTest::mouseDClick(&page.chart(), Qt::LeftButton, {},
                       page.chart().plotRect().center().toPoint());
    CHECK(gates.lowestAlpha() == 0);
    CHECK(gates.highestAlpha() == 1);
}

TEST_CASE("side charts: radial energy is a click away and follows α", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::SideCharts& side = window.pathPage().sideCharts();
    QTest::mouseClick(window.findChild<QToolButton*>("radial"), Qt::LeftButton);
    REQUIRE(side.radial().isVisible());
    CHECK_FALSE(side.gates().isVisible());
    CHECK(side.radial().vertical().high() == Approx(1e4));
    const QColor curve = ui::Theme::current().curveF;
    CHECK(pixelsOf(side.radial(), curve) > 0);
    const QImage atEnd = side.radial().grab().toImage();
    window.pathPage().cursor().setAlpha(0.25);
    REQUIRE(fixture.waitForFrame(1, 0.25));
    CHECK(side.radial().grab().toImage() != atEnd);
    CHECK(side.radial().vertical().high() == Approx(1e4));  // One scale along the path.
}

TEST_CASE("side charts: a method without components or path says so", "[quick]") {
    WindowFixture fixture;
    fixture.engine().setResultBudget(0);  // Each is computed.
    ui::MainWindow& window = fixture.showCompleted();
    ui::SideCharts& side = window.pathPage().sideCharts();
    CHECK(side.gates().placeholder().isEmpty());
    chooseMethod(fixture, "ig");
    // What there is of it is shown instead, and why the other is not.
    CHECK(side.radial().isVisible());
    CHECK(side.radial().placeholder().isEmpty());
    auto* gates = window.findChild<QToolButton*>("gates");
    CHECK_FALSE(gates->isEnabled());
    CHECK(gates->toolTip().contains("singular components"));
    CHECK(window.pathPage().chart().isVisible());
    chooseMethod(fixture, "gradient-x-input");
    for (const QWidget* ofPath :
         {static_cast<QWidget*>(&side), static_cast<QWidget*>(&window.pathPage().chart()),
          static_cast<QWidget*>(&window.pathPage().slider())})
        CHECK_FALSE(ofPath->isVisible());
    CHECK(window.findChild<QLabel*>("noPath")->text().contains("no path"));
    CHECK(window.findChild<QLabel*>("noPath")->isVisible());
    chooseMethod(fixture, "sig");
    CHECK(gates->isEnabled());
    CHECK(side.gates().placeholder().isEmpty());
    CHECK(side.strengths().isVisible());
    CHECK(window.pathPage().chart().isVisible());
}

TEST_CASE("side charts: a band of components is brushed and tells its share", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::StrengthChart& strengths = window.pathPage().sideCharts().strengths();
    const QRectF plot = strengths.plotRect();
    const auto pixelOf = [&](double component) {
        const double x = plot.left() + strengths.horizontal().shareOf(component) * plot.width();
        return QPoint(qRound(x), qRound(plot.center().y()));
    };
    QTest::mousePress(&strengths, Qt::LeftButton, {}, pixelOf(2));
    moveHeld(strengths, pixelOf(3));
    QTest::mouseRelease(&strengths, Qt::LeftButton, {}, pixelOf(3));
    REQUIRE(strengths.band() == ComponentBand{2, 3});
    // ΣA is 0.6; a quarter and an eighth of it.
    REQUIRE(WindowFixture::waitFor(
        [&] { return strengths.bandText().startsWith("i = 2 … 3: +0.23, 38 % of ΣA; residual"); }));
    QTest::mouseClick(&strengths, Qt::LeftButton, {}, pixelOf(5));
    CHECK_FALSE(strengths.band());
    CHECK(strengths.bandText().isEmpty());
}

TEST_CASE("side charts: a band is marked, moved, widened and taken away by keys", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::StrengthChart& strengths = window.pathPage().sideCharts().strengths();
    CHECK((strengths.focusPolicy() & Qt::TabFocus) != 0);
    QTest::keyClick(&strengths, Qt::Key_Down);
    REQUIRE(strengths.band() == ComponentBand{1, 8});
    QTest::keyClick(&strengths, Qt::Key_Down);
    CHECK(strengths.band() == ComponentBand{2, 9});
    QTest::keyClick(&strengths, Qt::Key_Up, Qt::ShiftModifier);
    CHECK(strengths.band() == ComponentBand{2, 8});
    REQUIRE(WindowFixture::waitFor([&] { return strengths.bandText().startsWith("i = 2 … 8: "); }));
    // It stays within the components, as wide as it is.
    for (int i = 0; i < 40; ++i) QTest::keyClick(&strengths, Qt::Key_Down);
    CHECK(strengths.band() == ComponentBand{26, 32});
    for (int i = 0; i < 40; ++i) QTest::keyClick(&strengths, Qt::Key_Up);
    CHECK(strengths.band() == ComponentBand{1, 7});
    QTest::keyClick(&strengths, Qt::Key_Delete);
    CHECK_FALSE(strengths.band());
}

TEST_CASE("side charts: a band shows the picture that it makes and the map that it earned",
          "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    ui::StrengthChart& strengths = window.pathPage().sideCharts().strengths();
    const QImage picture = panes.pane(0).picture().image();
    const QRectF plot = strengths.plotRect();
    const auto pixelOf = [&](double component) {
        const double x = plot.left() + strengths.horizontal().shareOf(component) * plot.width();
        return QPoint(qRound(x), qRound(plot.center().y()));
    };
    QTest::mousePress(&strengths, Qt::LeftButton, {}, pixelOf(2));
    moveHeld(strengths, pixelOf(3));
    // While the button is held.
    const auto shows = [&](const std::optional<ComponentBand>& band) {
        return WindowFixture::waitFor([&] { return panes.shown()->band == band; });
    };
    REQUIRE(shows(ComponentBand{2, 3}));
    CHECK(panes.pane(0).picture().image() != picture);
    CHECK(panes.pane(0).picture().tag() == "components 2 … 3 alone");
    CHECK(panes.pane(3).picture().tag().contains("components 2 … 3 alone"));
    // Three eighths of ΣA, which is 0.6; the model does not see that picture.
    CHECK(panes.pane(3).value() == "ΣA 0.225 of 0.600");
    CHECK_FALSE(panes.pane(0).value().contains("f "));
    moveHeld(strengths, pixelOf(6));
    REQUIRE(shows(ComponentBand{2, 6}));
    QTest::mouseRelease(&strengths, Qt::LeftButton, {}, pixelOf(6));
    // It follows α.
    window.pathPage().cursor().setAlpha(0.5);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.shownAlpha() == 0.5; }));
    CHECK(panes.shown()->band == ComponentBand{2, 6});
    QTest::mouseClick(&strengths, Qt::LeftButton, {}, pixelOf(8));
    REQUIRE(shows(std::nullopt));
    CHECK(panes.pane(0).picture().tag().isEmpty());
    QTest::keyClick(&window, Qt::Key_End);
    REQUIRE(fixture.waitForFrame(1, 1));
    CHECK(panes.pane(0).picture().image() == picture);
}

TEST_CASE("side charts: a new run takes the band away", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::StrengthChart& strengths = window.pathPage().sideCharts().strengths();
    const QPoint middle = strengths.plotRect().center().toPoint();
    QTest::mousePress(&strengths, Qt::LeftButton, {}, middle);
    moveHeld(strengths, middle + QPoint(60, 0));
    QTest::mouseRelease(&strengths, Qt::LeftButton, {}, middle + QPoint(60, 0));
    REQUIRE(strengths.band());
    QTest::keyClick(&window, Qt::Key_F5);
    CHECK_FALSE(strengths.band());
    fixture.engine().deliverStarted(2);
    fixture.engine().deliverPreview(2, 5);
    REQUIRE(fixture.waitForFrame(2, 1));
    QTest::mousePress(&strengths, Qt::LeftButton, {}, middle);
    moveHeld(strengths, middle + QPoint(60, 0));
    CHECK(strengths.bandText().endsWith("after the run"));
    QTest::mouseRelease(&strengths, Qt::LeftButton, {}, middle + QPoint(60, 0));
    fixture.engine().deliverCompleted(2);
    CHECK(WindowFixture::waitFor([&] { return strengths.bandText().contains("of ΣA"); }));
}

TEST_CASE("side charts: a run that begins while a band is brushed ends the brushing", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::StrengthChart& strengths = window.pathPage().sideCharts().strengths();
    const QPoint middle = strengths.plotRect().center().toPoint();
    QTest::mousePress(&strengths, Qt::LeftButton, {}, middle);
    QTest::keyClick(&window, Qt::Key_F5);
    moveHeld(strengths, middle + QPoint(60, 0));
    CHECK_FALSE(strengths.band());
    QTest::mouseRelease(&strengths, Qt::LeftButton, {}, middle + QPoint(60, 0));
}
