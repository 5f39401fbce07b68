#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>

#include "engine/api/attribution_map.h"
#include "tests/ui/window_fixture.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/path/scale_popup.h"
#include "ui/window/path_page.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// The popup that a click on the colour bar of a pane opens.
ui::ScalePopup* clickScale(ui::MainWindow& window, int pane) {
    ui::ColourBar& bar = window.pathPage().panes().pane(pane).bar();
    QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(20, 4));
    return qobject_cast<ui::ScalePopup*>(QApplication::activePopupWidget());
}

const ui::PathFrame& shown(ui::MainWindow& window) {
    return *window.pathPage().panes().shown();
}

}  // namespace

TEST_CASE("scale: a limit is typed and holds along the path", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const double automatic = shown(window).scales.map;
    auto* popup = clickScale(window, 3);
    REQUIRE(popup);
    auto* limit = popup->findChild<QLineEdit*>("limit");
    limit->selectAll();
    QTest::keyClicks(limit, "1e-4");
    QTest::keyClick(limit, Qt::Key_Return);
    REQUIRE(WindowFixture::waitFor([&] { return shown(window).scales.map == 1e-4; }));
    ui::PathPane& pane = window.pathPage().panes().pane(3);
    CHECK(pane.bar().low() == -1e-4);
    CHECK(pane.bar().high() == 1e-4);
    CHECK(pane.beyond().endsWith(" % beyond"));
    const auto& map = shown(window).map;
    CHECK(shown(window).mapBeyond == ui::shareBeyond(map, 1e-4));
    CHECK(shown(window).mapBeyond > 0.1);

    window.pathPage().cursor().setAlpha(0.5);
    REQUIRE(fixture.waitForFrame(1, 0.5));
    CHECK(shown(window).scales.map == 1e-4);

    QTest::mouseClick(popup->findChild<QToolButton*>("automatic"), Qt::LeftButton);
    REQUIRE(WindowFixture::waitFor([&] { return shown(window).scales.map == automatic; }));
    popup->close();
}

TEST_CASE("scale: what is no limit is marked and changes nothing", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* popup = clickScale(window, 2);
    REQUIRE(popup);
    auto* limit = popup->findChild<QLineEdit*>("limit");
    for (const char* text : {"-1", "many", "0"}) {
        limit->selectAll();
        QTest::keyClicks(limit, text);
        QTest::keyClick(limit, Qt::Key_Return);
        CHECK(limit->property("invalid").toBool());
    }
    CHECK_FALSE(window.pathPage().display().stepLimit);
    popup->close();
}

TEST_CASE("scale: by percentile", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* popup = clickScale(window, 3);
    REQUIRE(popup);
    auto* percentile = popup->findChild<QDoubleSpinBox*>("percentile");
    CHECK(percentile->value() == 99.5);
    percentile->setFocus();
    percentile->selectAll();
    QTest::keyClicks(percentile, "90");
    QTest::keyClick(percentile, Qt::Key_Return);
    const auto& subject = fixture.engine().subject(1);
    const float expected =
        magnitudeQuantile(reduceChannels(subject.attribution, Reduction::Signed), 0.9);
    REQUIRE(WindowFixture::waitFor([&] { return shown(window).scales.map == expected; }));
    // 1024 values: a tenth of them, within one.
    CHECK(shown(window).mapBeyond == Approx(0.1).margin(1.0 / 1024));
    popup->close();
}

TEST_CASE("scale: absolute maps in the colours of magnitudes", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* popup = clickScale(window, 3);
    REQUIRE(popup);
    QTest::mouseClick(popup->findChild<QToolButton*>("absolute"), Qt::LeftButton);
    QTest::mouseClick(popup->findChild<QToolButton*>("viridis"), Qt::LeftButton);
    popup->close();
    REQUIRE(WindowFixture::waitFor(
        [&] { return shown(window).display.magnitudeColours == ui::ColourMap::Viridis; }));
    ui::PathPane& pane = window.pathPage().panes().pane(3);
    CHECK(pane.bar().low() == 0);
    CHECK(pane.bar().map() == ui::ColourMap::Viridis);
    CHECK(pane.beyond().endsWith(" % above"));
    const auto& subject = fixture.engine().subject(1);
    CHECK(shown(window).map == reduceChannels(subject.attribution, Reduction::Absolute));
    CHECK(window.pathPage().panes().pane(1).bar().map() == ui::ColourMap::Viridis);
    // The menu's switch says the same, and switches back.
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_A);
    REQUIRE(WindowFixture::waitFor(
        [&] { return shown(window).display.reduction == Reduction::Signed; }));
    CHECK(pane.bar().map() == ui::ColourMap::BlueWhiteRed);
}

TEST_CASE("scale: typed limits go with the picture they were typed for", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::MapDisplay display;
    display.reduction = Reduction::Absolute;
    display.mapLimit = 0.5;
    window.pathPage().setDisplay(display);
    window.open(WindowFixture::sample("coffee.png"));
    CHECK(window.pathPage().display().mapLimit == 0.5);  // That of the picture which still shows.
    fixture.complete();
    CHECK_FALSE(window.pathPage().display().mapLimit);
    CHECK(window.pathPage().display().reduction == Reduction::Absolute);
}
