// Several baselines in the window: chosen, run, and their mean and spread shown.

#include <QCheckBox>
#include <QComboBox>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>

#include "engine/api/attribution_map.h"
#include "tests/ui/window_fixture.h"
#include "ui/controls/baselines_popup.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;
using Names = std::vector<std::string>;

namespace {

Names newestBaselines(WindowFixture& fixture) {
    Names names;
    for (const BaselineSpec& baseline : fixture.engine().runs().back().request.baselines)
        names.push_back(toText(baseline));
    return names;
}

QComboBox& combo(ui::MainWindow& window) {
    return *window.findChild<QComboBox*>("baseline");
}

void choose(ui::MainWindow& window, const QString& title) {
    REQUIRE(combo(window).findText(title) >= 0);
    combo(window).setCurrentIndex(combo(window).findText(title));
    WindowFixture::settle();
}

ui::BaselinesPopup* openPopup(ui::MainWindow& window) {
    choose(window, "Several …");
    return qobject_cast<ui::BaselinesPopup*>(QApplication::activePopupWidget());
}

void toggle(ui::BaselinesPopup& popup, const char* name) {
    auto* box = popup.findChild<QCheckBox*>(name);
    REQUIRE(box);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
}

ui::PathPane& soFar(ui::MainWindow& window) {
    return window.pathPage().panes().pane(3);
}

const Array& shownMap(ui::MainWindow& window) {
    return window.pathPage().panes().shown()->frame.accumulated;
}

/// Clicks a part of the switch above the last pane and waits for its map.
void show(ui::MainWindow& window, const char* button, ui::SoFar map) {
    QTest::mouseClick(window.findChild<QToolButton*>(button), Qt::LeftButton);
    REQUIRE(WindowFixture::waitFor(
        [&] { return window.pathPage().panes().shown()->display.soFar == map; }));
}

}  // namespace

TEST_CASE("baselines: several are ticked in a list, and run at once", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::BaselinesPopup* popup = openPopup(window);
    REQUIRE(popup);
    CHECK(combo(window).currentText() == "black");
    toggle(*popup, "blur");
    CHECK(newestBaselines(fixture) == Names{"black", "blur"});
    toggle(*popup, "mean");
    CHECK(newestBaselines(fixture) == Names{"black", "mean", "blur"});
    CHECK(combo(window).currentText() == "black, mean, blur");
    toggle(*popup, "black");
    toggle(*popup, "mean");
    CHECK(newestBaselines(fixture) == Names{"blur"});
    CHECK(combo(window).currentText() == "blur");
    const std::size_t runs = fixture.engine().runs().size();
    toggle(*popup, "blur");  // One has to remain.
    CHECK(popup->findChild<QCheckBox*>("blur")->isChecked());
    CHECK(fixture.engine().runs().size() == runs);
    popup->close();
    window.session().undo();
    CHECK(combo(window).currentText() == "mean, blur");
    choose(window, "black");  // Of which there is a result.
    CHECK(window.session().request().baselines == std::vector<BaselineSpec>{NamedBaseline::Black});
    CHECK(combo(window).findText("mean, blur") < 0);
}

TEST_CASE("baselines: colours, pictures and folders join them", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.image = WindowFixture::sample("chelsea.png");
    options.askColour = [](QWidget*, const std::string&) { return std::string("#ff8000"); };
    options.askOpenFile = [](QWidget*) { return WindowFixture::sample("coffee.png"); };
    const std::string folder = WindowFixture::sample("").string();
    options.askFolder = [&folder](QWidget*) { return std::filesystem::path(folder); };
    ui::MainWindow& window = fixture.show(options);
    for (const char* button : {"addColour", "addPicture", "addFolder", "addColour"}) {
        ui::BaselinesPopup* popup = openPopup(window);
        REQUIRE(popup);
        QTest::mouseClick(popup->findChild<QToolButton*>(button), Qt::LeftButton);
        WindowFixture::settle();
    }
    const std::string coffee = WindowFixture::sample("coffee.png").string();
    CHECK(newestBaselines(fixture) == Names{"black", "#ff8000", coffee, folder});
    ui::BaselinesPopup* popup = openPopup(window);
    REQUIRE(popup);
    toggle(*popup, coffee.c_str());
    CHECK(newestBaselines(fixture) == Names{"black", "#ff8000", folder});
    popup->close();
    choose(window, "Folder …");
    CHECK(newestBaselines(fixture) == Names{folder});
}

TEST_CASE("baselines: what is drawn has a seed and a number", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* count = window.findChild<QSpinBox*>("baselineCount");
    CHECK_FALSE(count->isVisible());
    choose(window, "noise");
    REQUIRE(count->isVisible());
    count->setFocus();
    count->selectAll();
    QTest::keyClicks(count, "8");
    QTest::keyClick(count, Qt::Key_Return);
    CHECK(fixture.engine().runs().back().request.baselineCount == 8);
    ui::BaselinesPopup* popup = openPopup(window);
    REQUIRE(popup);
    toggle(*popup, "black");
    popup->close();
    CHECK(combo(window).currentText() == "black, noise × 8");
    // Without anything that is drawn there is no number.
    choose(window, "mean");
    CHECK(fixture.engine().runs().back().request.baselineCount == 1);
    CHECK_FALSE(count->isVisible());
}

TEST_CASE("baselines: the result is the mean; path and spread are a click away", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* buttons = window.findChild<QToolButton*>("soFarMean")->parentWidget();
    CHECK_FALSE(buttons->isVisible());
    CHECK(window.pathPage().panes().pane(0).title() == "The picture");

    window.session().setBaselines({NamedBaseline::Black, NamedBaseline::Blur, NamedBaseline::Mean});
    fixture.engine().deliverStarted(2);
    fixture.engine().deliverPreview(2, 9);
    REQUIRE(fixture.waitForFrame(2, 1));
    CHECK(window.pathPage().panes().pane(0).title() == "The picture from black (1 of 3)");
    CHECK_FALSE(buttons->isVisible());  // The first is not done yet.
    const Array whole = fixture.engine().subject(2).attribution;
    fixture.engine().deliverMean(2, 1);
    const auto showsHalf = [&] { return sum(shownMap(window)) == Approx(sum(whole) / 2); };
    REQUIRE(WindowFixture::waitFor(showsHalf));
    CHECK(buttons->isVisible());
    CHECK(soFar(window).title() == "Result");
    CHECK_FALSE(window.findChild<QToolButton*>("soFarSpread")->isEnabled());

    fixture.engine().deliverCompleted(2);
    REQUIRE(WindowFixture::waitFor(
        [&] { return window.findChild<QToolButton*>("soFarSpread")->isEnabled(); }));
    REQUIRE(WindowFixture::waitFor(showsHalf));
    CHECK(window.statusLine().gapText().startsWith("means over 3 baselines: integration error"));
    show(window, "soFarPath", ui::SoFar::Path);
    CHECK(shownMap(window) == whole);
    CHECK(soFar(window).title() == "Map so far");
    show(window, "soFarSpread", ui::SoFar::Spread);
    CHECK(shownMap(window).values[0] == 1e-3F);
    CHECK(soFar(window).bar().map() == ui::ColourMap::Magma);
    CHECK(soFar(window).bar().low() == 0);
    CHECK(soFar(window).value().endsWith("% of the mean"));

    // Scrubbing moves the path, not the map over the baselines.
    window.pathPage().cursor().setAlpha(0.5);
    REQUIRE(fixture.waitForFrame(2, 0.5));
    CHECK(shownMap(window).values[0] == 1e-3F);
    show(window, "soFarPath", ui::SoFar::Path);
    CHECK(shownMap(window) != whole);

    // With one baseline there is nothing to choose.
    window.session().setBaseline(NamedBaseline::Black);
    CHECK_FALSE(buttons->isVisible());
    CHECK(window.pathPage().panes().pane(0).title() == "The picture");
}
