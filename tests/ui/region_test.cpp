#include <QMouseEvent>
#include <QTest>
#include <catch2/catch.hpp>

#include "engine/api/attribution_map.h"
#include "tests/ui/window_fixture.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/path/region_text.h"
#include "ui/style/value_text.h"
#include "ui/window/path_page.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// Drags with Shift from one point of the picture to another.
void frameRegion(ui::MainWindow& window, ui::PicturePane& picture, QPointF from, QPointF to) {
    const ui::ViewTransform& transform = window.pathPage().panes().transform();
    const QPoint begin = transform.toView(from).toPoint();
    const QPoint end = transform.toView(to).toPoint();
    QTest::mousePress(&picture, Qt::LeftButton, Qt::ShiftModifier, begin);
    QMouseEvent move(QEvent::MouseMove, end, picture.mapToGlobal(end), Qt::NoButton, Qt::LeftButton,
                     Qt::ShiftModifier);
    QApplication::sendEvent(&picture, &move);
    QTest::mouseRelease(&picture, Qt::LeftButton, Qt::ShiftModifier, end);
}

}  // namespace

TEST_CASE("region: Shift and the mouse frame one, and its share is told at every α", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    const auto tag = [&] { return panes.pane(3).picture().tag(); };
    const double scale = panes.transform().scale();
    frameRegion(window, panes.pane(0).picture(), {8.5, 10.5}, {20.5, 15.5});
    const QRect region(8, 10, 13, 6);
    REQUIRE(panes.region() == region);
    CHECK(panes.pane(2).picture().region() == region);
    CHECK_FALSE(panes.pane(1).picture().region());
    CHECK(panes.transform().scale() == scale);
    const auto expected = [&](const Array& map) {
        const double inside = ui::sumOver(map, region);
        return QString::fromUtf8("region %1, %2 % of ΣA")
            .arg(ui::signedText(inside, 2), ui::fixedText(100 * inside / sum(map), 0));
    };
    CHECK(tag().toStdString() == expected(fixture.engine().subject(1).attribution).toStdString());
    window.pathPage().cursor().setAlpha(0.5);
    REQUIRE(fixture.waitForFrame(1, 0.5));
    CHECK(tag().toStdString() == expected(panes.shown()->frame.accumulated).toStdString());

    const QPoint inside = panes.transform().toView({12, 12}).toPoint();
    QTest::mouseClick(&panes.pane(3).picture(), Qt::LeftButton, Qt::ShiftModifier, inside);
    CHECK_FALSE(panes.region());
    CHECK(tag().isEmpty());
}

TEST_CASE("region: another picture has none", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    frameRegion(window, panes.pane(3).picture(), {2.5, 2.5}, {31.9, 9.5});
    CHECK(panes.region() == QRect(2, 2, 30, 8));  // As far as the picture goes.
    window.open(WindowFixture::sample("coffee.png"));
    fixture.complete();
    CHECK_FALSE(panes.region());
}

TEST_CASE("region: sums take the framed pixels of all channels", "[quick]") {
    Array map(3, 3, 4);
    for (std::size_t i = 0; i < map.values.size(); ++i) map.values[i] = static_cast<float>(i);
    // Per channel c: 12 c + {5, 6, 9, 10}.
    CHECK(ui::sumOver(map, QRect(1, 1, 2, 2)) == 3 * 30 + 4 * 12 * 3);
}
