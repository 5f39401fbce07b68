// The scrubber of a method without a path: what its map is made of.

#include <QLabel>
#include <QTest>
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/path/path_panes.h"
#include "ui/path/side_numbers_text.h"
#include "ui/transport/alpha_slider.h"
#include "ui/transport/moment_text.h"
#include "ui/transport/path_cursor.h"
#include "ui/transport/transport_bar.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

MapMoment momentOf(MomentPlace place, float value, std::optional<double> error = {}) {
    MapMoment moment{std::move(place), Array(3, 32, 32), error};
    std::ranges::fill(moment.map.values, value);
    return moment;
}

std::shared_ptr<const MapMoments> growingRow() {
    auto row = std::make_shared<MapMoments>();
    row->all = {momentOf({MomentKind::Masks, 1000, 4000}, 0.1F, 0.08),
                momentOf({MomentKind::Masks, 2000, 4000}, 0.2F, 0.06),
                momentOf({MomentKind::Masks, 4000, 4000}, 0.3F, 0.04)};
    row->result = 2;
    return row;
}

std::shared_ptr<const MapMoments> layerRow() {
    auto row = std::make_shared<MapMoments>();
    row->all = {momentOf({MomentKind::Layers, 1, 2, "layer3"}, 0.1F),
                momentOf({MomentKind::Layers, 2, 2, "layer4"}, 5)};
    row->result = 1;
    return row;
}

/// The result of a method without a path that has `row` to show.
ui::MainWindow& showRow(WindowFixture& fixture, std::shared_ptr<const MapMoments> row) {
    fixture.engine().setMoments(std::move(row));
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setMethod("gradient-x-input");
    fixture.complete();
    return window;
}

QString positionText(ui::MainWindow& window) {
    return window.findChild<QLabel*>("alpha")->text();
}

bool waitForMap(ui::MainWindow& window, const Array& map) {
    return WindowFixture::waitFor([&] {
        const ui::PathFrame* shown = window.pathPage().panes().shown();
        return shown != nullptr && shown->frame.accumulated == map;
    });
}

}  // namespace

TEST_CASE("moments: a growing map is scrubbed by its masks, with its sampling error", "[quick]") {
    WindowFixture fixture;
    const auto row = growingRow();
    ui::MainWindow& window = showRow(fixture, row);
    CHECK(window.pathPage().slider().isVisible());
    CHECK_FALSE(window.pathPage().chart().isVisible());
    CHECK(positionText(window) == "4,000 masks · sampling error 4.0 %");
    QTest::keyClick(&window, Qt::Key_Home);
    CHECK(positionText(window) == "1,000 of 4,000 masks · sampling error 8.0 %");
    CHECK(waitForMap(window, row->all[0].map));
    QTest::keyClick(&window, Qt::Key_Right);
    CHECK(waitForMap(window, row->all[1].map));
    CHECK_FALSE(window.pathPage().slider().accessibleDescription().contains("α"));
}

TEST_CASE("moments: each layer has its name and a scale of its own", "[quick]") {
    WindowFixture fixture;
    const auto row = layerRow();
    ui::MainWindow& window = showRow(fixture, row);
    CHECK(positionText(window) == "layer 2 of 2 · layer4");
    REQUIRE(waitForMap(window, row->all[1].map));
    const double scale = window.pathPage().panes().shown()->scales.map;
    QTest::keyClick(&window, Qt::Key_Home);
    CHECK(positionText(window) == "layer 1 of 2 · layer3");
    REQUIRE(waitForMap(window, row->all[0].map));
    CHECK(window.pathPage().panes().shown()->scales.map < scale / 10);
}

TEST_CASE("moments: they go when a method with a path takes their place", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showRow(fixture, growingRow());
    window.session().setMethod("ig");
    fixture.complete(9);
    CHECK(window.pathPage().chart().isVisible());
    CHECK(window.pathPage().cursor().nodes().size() == 9);
    CHECK(positionText(window).startsWith("α"));
}

TEST_CASE("moments: without any the scrubber is not shown", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showRow(fixture, nullptr);
    CHECK_FALSE(window.pathPage().slider().isVisible());
    CHECK(window.findChild<QLabel*>("noPath")->text().contains("at the picture itself"));
}

TEST_CASE("moments: regions are counted by rank", "[quick]") {
    CHECK(ui::momentText(momentOf({MomentKind::Regions, 12, 96}, 1)) == "region 12 of 96");
    CHECK(ui::momentText(momentOf({MomentKind::Gradients, 200, 200}, 1)) == "200 gradients");
}

TEST_CASE("side numbers: a number is told, a list by its length and range", "[quick]") {
    CHECK(ui::sideNumbersText({}).isEmpty());
    CHECK(
        ui::sideNumbersText({{"r2", "Fit R²", {0.81}}, {"w", "Coefficients", {0.5, -0.25, 0.1}}}) ==
        "Fit R² 0.810 · Coefficients: 3, −0.250 … 0.500");
}

TEST_CASE("side numbers: a share at each node of a path is told behind α", "[quick]") {
    WindowFixture fixture;
    ui::PathCursor cursor;
    ui::TransportBar bar(cursor);
    const auto* label = bar.findChild<QLabel*>("alpha");
    bar.setShares({0, 0.5, 1}, {"latent_arrived", "arrived", {0, 0.4, 1}});
    cursor.setAlpha(0.6);
    CHECK(label->text() == "α 0.600 · arrived 40 %");
    cursor.setAlpha(1);
    CHECK(label->text() == "α 1.000 · arrived 100 %");
    bar.setShares({}, {});
    CHECK(label->text() == "α 1.000");
}
