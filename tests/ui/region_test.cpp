#include <QLineEdit>
#include <QMouseEvent>
#include <QTest>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/api/attribution_map.h"
#include "tests/ui/window_fixture.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/style/value_text.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"
#include "ui/window/status_line.h"

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

/// Where the name of a region is written on that picture; null where none is.
QLineEdit* openNameField(const ui::PicturePane& picture) {
    for (QLineEdit* field : picture.findChildren<QLineEdit*>("regionName"))
        if (!field->isHidden()) return field;
    return nullptr;
}

}  // namespace

TEST_CASE("region: Shift and the mouse frame some, and their shares are told at every α",
          "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    const auto tag = [&] { return panes.pane(3).picture().tag(); };
    const double scale = panes.transform().scale();
    frameRegion(window, panes.pane(0).picture(), {8.5, 10.5}, {20.5, 15.5});
    const Region first{"A", 8, 10, 13, 6};
    REQUIRE(panes.regions().size() == 1);
    CHECK((panes.regions()[0].region == first));
    CHECK((panes.pane(2).picture().regions() == std::vector{first}));
    CHECK(panes.pane(1).picture().regions().empty());
    CHECK(panes.transform().scale() == scale);
    const auto expected = [&](const Array& map) {
        const double inside = sumOver(map, first);
        return QString::fromUtf8("A %1, %2 % of ΣA; filled f …")
            .arg(ui::signedText(inside, 2), ui::fixedText(100 * inside / sum(map), 0));
    };
    CHECK(tag().toStdString() == expected(fixture.engine().subject(1).attribution).toStdString());
    window.pathPage().cursor().setAlpha(0.5);
    REQUIRE(fixture.waitForFrame(1, 0.5));
    CHECK(tag().toStdString() == expected(panes.shown()->frame.accumulated).toStdString());

    frameRegion(window, panes.pane(3).picture(), {1.5, 1.5}, {6.5, 4.5});
    REQUIRE(panes.regions().size() == 2);
    CHECK((panes.regions()[1].region == Region{"B", 1, 1, 6, 4}));
    CHECK(tag().count('\n') == 1);
    const auto shiftClick = [&](QPointF pixel) {
        QTest::mouseClick(&panes.pane(3).picture(), Qt::LeftButton, Qt::ShiftModifier,
                          panes.transform().toView(pixel).toPoint());
    };
    shiftClick({12, 12});
    REQUIRE(panes.regions().size() == 1);
    CHECK(panes.regions()[0].region.name == "B");
    shiftClick({30, 30});  // Where there is none.
    CHECK(panes.regions().empty());
    CHECK(tag().isEmpty());
}

TEST_CASE("region: keys point at a pixel, pin it and frame a region", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    ui::PicturePane& picture = panes.pane(0).picture();
    const auto text = [&] { return window.statusLine().pixelText(); };
    CHECK((picture.focusPolicy() & Qt::TabFocus) != 0);
    picture.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&picture, Qt::Key_Right, Qt::AltModifier);
    CHECK(text().startsWith("x 16 y 16 "));  // In the middle of 32 × 32.
    QTest::keyClick(&picture, Qt::Key_Right, Qt::AltModifier);
    CHECK(text().startsWith("x 17 y 16 "));
    QTest::keyClick(&picture, Qt::Key_Return);
    CHECK(text().startsWith("pinned   x 17 y 16 "));
    QTest::keyClick(&picture, Qt::Key_Return);
    CHECK(text().startsWith("x 17 y 16 "));
    QTest::keyClick(&picture, Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    QTest::keyClick(&picture, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QTest::keyClick(&picture, Qt::Key_Return);
    REQUIRE(panes.regions().size() == 1);
    CHECK((panes.regions()[0].region == Region{"A", 17, 16, 2, 2}));
    CHECK(fixture.engine().fills().size() == 1);
    // Arrows alone step along the path, as everywhere.
    QTest::keyClick(&picture, Qt::Key_Left);
    CHECK(window.pathPage().cursor().alpha() == 15.0 / 16);
}

TEST_CASE("region: f with the baseline in its place is evaluated, and goes into the file of curves",
          "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    const auto file = fixture.folder() / "curves.csv";
    options.askSaveFile = [file](QWidget*, const std::filesystem::path&) {
        return ui::SaveTarget(file);
    };
    ui::MainWindow& window = fixture.showCompleted(options);
    ui::PathPanes& panes = window.pathPage().panes();
    frameRegion(window, panes.pane(0).picture(), {8.5, 10.5}, {20.5, 15.5});
    REQUIRE(fixture.engine().fills().size() == 1);
    const auto& fill = fixture.engine().fills()[0];
    CHECK((fill.region == Region{"A", 8, 10, 13, 6}));
    CHECK(fill.request.image == WindowFixture::sample("chelsea.png"));
    fill.told(0.31);
    REQUIRE(WindowFixture::waitFor(
        [&] { return panes.pane(3).picture().tag().endsWith("filled f 31 %"); }));
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    REQUIRE(WindowFixture::waitFor([&] { return std::filesystem::exists(file); }));
    std::ifstream stream(file);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    CHECK_THAT(text, Catch::Contains("sum_A_x8_y10_13x6,filled_A\n"));
    CHECK_THAT(text, Catch::Contains(",0.31\n"));

    // Another request is another f; an answer to the old one is none.
    const auto late = fill.told;
    window.session().setObjective("logit");
    fixture.complete();
    REQUIRE(fixture.engine().fills().size() == 2);
    CHECK(fixture.engine().fills()[1].request.objective == "logit");
    late(0.99);
    fixture.engine().fills()[1].told(4.5);
    REQUIRE(WindowFixture::waitFor(
        [&] { return panes.pane(3).picture().tag().endsWith("filled f 4.50"); }));
}

TEST_CASE("region: a double click on its name, or F2, gives it another one, which curves have too",
          "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    const auto file = fixture.folder() / "curves.csv";
    options.askSaveFile = [file](QWidget*, const std::filesystem::path&) {
        return ui::SaveTarget(file);
    };
    ui::MainWindow& window = fixture.showCompleted(options);
    ui::PathPanes& panes = window.pathPage().panes();
    ui::PicturePane& picture = panes.pane(0).picture();
    ui::PicturePane& map = panes.pane(3).picture();
    QTest::keyClick(&window, Qt::Key_F2);  // There is none yet.
    CHECK(openNameField(picture) == nullptr);
    frameRegion(window, picture, {8.5, 10.5}, {20.5, 15.5});
    frameRegion(window, picture, {2.5, 20.5}, {10.5, 28.5});

    QTest::keyClick(&window, Qt::Key_F2);  // That which the pointer is in.
    QLineEdit* field = openNameField(picture);
    REQUIRE(field);
    CHECK(field->selectedText() == "B");
    CHECK(picture.rect().contains(field->geometry()));
    QTest::keyClicks(field, "paw");
    QTest::keyClick(field, Qt::Key_Escape);
    CHECK(openNameField(picture) == nullptr);
    CHECK(panes.regions()[1].region.name == "B");

    QTest::mouseDClick(&map, Qt::LeftButton, {},
                       map.placeOfName(panes.regions()[0].region).center());
    field = openNameField(map);
    REQUIRE(field);
    CHECK(field->selectedText() == "A");
    QTest::keyClicks(field, " left ear ");
    QTest::keyClick(field, Qt::Key_Return);
    CHECK(panes.regions()[0].region.name == "left ear");
    CHECK(picture.regions()[0].name == "left ear");
    CHECK(map.tag().startsWith("left ear "));
    // What was asked of these pixels is answered, whatever they are called now.
    REQUIRE(fixture.engine().fills().size() == 2);
    fixture.engine().fills()[0].told(0.31);
    REQUIRE(WindowFixture::waitFor([&] { return panes.regions()[0].filled == 0.31; }));
    frameRegion(window, picture, {22.5, 2.5}, {28.5, 8.5});
    CHECK(fixture.engine().fills().size() == 3);
    CHECK(panes.regions()[2].region.name == "A");
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    REQUIRE(WindowFixture::waitFor([&] { return std::filesystem::exists(file); }));
    std::ifstream stream(file);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    CHECK_THAT(text, Catch::Contains(",sum_left ear_x8_y10_13x6,filled_left ear,"));

    // Without a name it is called by a letter again.
    QTest::mouseDClick(&map, Qt::LeftButton, {},
                       map.placeOfName(panes.regions()[0].region).center());
    field = openNameField(map);
    REQUIRE(field);
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClick(field, Qt::Key_Return);
    CHECK(panes.regions()[0].region.name == "C");
}

TEST_CASE("region: another picture has none", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathPanes& panes = window.pathPage().panes();
    frameRegion(window, panes.pane(3).picture(), {2.5, 2.5}, {31.9, 9.5});
    REQUIRE(panes.regions().size() == 1);
    // As far as the picture goes.
    CHECK((panes.regions()[0].region == Region{"A", 2, 2, 30, 8}));
    window.open(WindowFixture::sample("coffee.png"));
    fixture.complete();
    CHECK(panes.regions().empty());
}
