#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <catch2/catch.hpp>
#include <fstream>

#include "tests/ui/window_fixture.h"
#include "ui/compare/compare_page.h"
#include "ui/controls/message_bar.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/figure/figure_editor.h"
#include "ui/window/filmstrip.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;
namespace fs = std::filesystem;

namespace {

void drop(ui::MainWindow& window, const std::vector<fs::path>& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const fs::path& file : files)
        urls << QUrl::fromLocalFile(QString::fromStdString(file.string()));
    data.setUrls(urls);
    QDragEnterEvent enter({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    QDropEvent event({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &event);
}

/// A folder of class folders, a picture in each.
fs::path labelledFolder(const WindowFixture& fixture, const std::vector<std::string>& labels) {
    const fs::path folder = fixture.folder() / "labelled";
    // Each another one: what was computed of the same picture is remembered.
    const std::vector<fs::path> samples{WindowFixture::sample("coffee.png"),
                                        WindowFixture::sample("rocket.jpg")};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const fs::path& sample = samples.at(i);
        fs::create_directories(folder / labels[i]);
        fs::copy(sample, folder / labels[i] / (labels[i] + sample.extension().string()));
    }
    return folder;
}

fs::path newestImage(WindowFixture& fixture) {
    return fixture.engine().runs().back().request.image;
}

void clickItem(QListWidget& list, int row, Qt::KeyboardModifiers modifiers = {}) {
    const QPoint middle = list.visualItemRect(list.item(row)).center();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, modifiers, middle);
}

/// Chooses an entry from the menu of that button.
void chooseFrom(ui::MainWindow& window, const char* name, const QString& entry) {
    auto* button = window.findChild<QToolButton*>(QLatin1String(name));
    REQUIRE(button);
    QTest::mouseClick(button, Qt::LeftButton);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    REQUIRE(menu);
    for (QAction* action : menu->actions())
        if (action->text() == entry)
            return QTest::mouseClick(menu, Qt::LeftButton, {},
                                     menu->actionGeometry(action).center());
    FAIL("no entry " << entry.toStdString());
}

void chooseOrder(ui::MainWindow& window, const QString& order) {
    chooseFrom(window, "sortStrip", order);
}

QStringList namesIn(const QListWidget& list) {
    QStringList names;
    for (int row = 0; row < list.count(); ++row)
        names << list.item(row)->text().section(QLatin1Char('\n'), 0, 0);
    return names;
}

}  // namespace

TEST_CASE("filmstrip: all of several dropped pictures are there, the first is opened", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    CHECK(window.filmstrip().isHidden());
    drop(window, {WindowFixture::sample("chelsea.png"), WindowFixture::sample("coffee.png"),
                  WindowFixture::sample("rocket.jpg")});
    CHECK(newestImage(fixture) == WindowFixture::sample("chelsea.png"));
    QListWidget& list = window.filmstrip().list();
    REQUIRE(list.count() == 3);
    CHECK_FALSE(window.filmstrip().isHidden());
    CHECK(fixture.engine().newest() == 1);  // Nothing is computed in the background unasked.
    CHECK(WindowFixture::waitFor([&] { return !list.item(2)->icon().isNull(); }));
    fixture.complete();

    clickItem(list, 2);
    CHECK(newestImage(fixture) == WindowFixture::sample("rocket.jpg"));
}

TEST_CASE("filmstrip: the picture that is shown keeps its colours", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    drop(window, {WindowFixture::sample("coffee.png"), WindowFixture::sample("rocket.jpg")});
    QListWidget& list = window.filmstrip().list();
    REQUIRE(WindowFixture::waitFor([&] { return !list.item(1)->icon().isNull(); }));
    fixture.complete();
    const auto picture = [&](int row) {
        const QRect thumbnail(
            list.visualItemRect(list.item(row)).topLeft(),
            QSize(list.visualItemRect(list.item(row)).width(), list.iconSize().height()));
        return list.viewport()->grab(thumbnail.adjusted(0, 4, 0, -4)).toImage();
    };
    clickItem(list, 0);
    REQUIRE(list.item(0)->isSelected());
    const QImage marked = picture(0);
    clickItem(list, 1);
    REQUIRE(list.item(1)->isSelected());
    CHECK(marked == picture(0));
}

TEST_CASE("filmstrip: what Qt does not read has the engine's picture", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    // The tests' engine reads it by its name.
    const fs::path array = fixture.folder() / "red.npy";
    std::ofstream(array) << "an array";
    drop(window, {WindowFixture::sample("chelsea.png"), array});
    QListWidget& list = window.filmstrip().list();
    REQUIRE(list.count() == 2);
    const auto middle = [&list] {
        const QImage shown = list.item(1)->icon().pixmap(list.iconSize()).toImage();
        return shown.isNull() ? QColor() : shown.pixelColor(shown.rect().center());
    };
    CHECK(WindowFixture::waitFor([&] { return middle() == QColor(Qt::red); }));
}

TEST_CASE("filmstrip: PgDn and PgUp walk, and stop at the ends", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    drop(window, {WindowFixture::sample("chelsea.png"), WindowFixture::sample("coffee.png")});
    fixture.complete();
    QTest::keyClick(&window, Qt::Key_PageDown);
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(newestImage(fixture) == WindowFixture::sample("coffee.png"));
    fixture.complete();
    QTest::keyClick(&window, Qt::Key_PageDown);
    CHECK(fixture.engine().newest() == 2);
    QTest::keyClick(&window, Qt::Key_PageUp);
    CHECK(window.session().request().image == WindowFixture::sample("chelsea.png"));
    CHECK(fixture.engine().newest() == 2);  // It was remembered.
}

TEST_CASE("filmstrip: a folder of class folders tells right from wrong, and shows the wrong alone",
          "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const std::string top = window.session().result()->scene->top.front().label;
    window.open(labelledFolder(fixture, {"Aardvark", top}));
    QListWidget& list = window.filmstrip().list();
    REQUIRE(list.count() == 2);
    fixture.complete();
    QTest::keyClick(&window, Qt::Key_PageDown);
    fixture.complete();
    CHECK(list.item(0)->text().contains("✗"));
    CHECK(list.item(1)->text().contains("✓"));
    auto* wrong = window.findChild<QToolButton*>("wrongOnly");
    REQUIRE(wrong->isVisible());
    QTest::mouseClick(wrong, Qt::LeftButton);
    CHECK_FALSE(list.item(0)->isHidden());
    CHECK(list.item(1)->isHidden());
}

TEST_CASE("filmstrip: DiffID of a picture's map stands under it once it is measured", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    drop(window, {WindowFixture::sample("chelsea.png"), WindowFixture::sample("coffee.png")});
    fixture.complete();
    QListWidget& list = window.filmstrip().list();
    const QSize before = list.iconSize();
    const int height = window.filmstrip().height();
    CHECK_FALSE(list.item(0)->toolTip().contains("DiffID"));
    QTest::keyClick(&window, Qt::Key_3);
    REQUIRE(WindowFixture::waitFor([&] { return window.evaluatePage().isVisible(); }));
    QTest::mouseClick(window.evaluatePage().findChild<QPushButton*>("evaluateRun"), Qt::LeftButton);
    REQUIRE_FALSE(fixture.engine().evaluations().empty());
    const auto& asked = fixture.engine().evaluations().front();
    auto measured = std::make_shared<MapEvaluation>();
    measured->diffId.value = 0.25;
    asked.observer->completed(asked.id, measured);
    REQUIRE(
        WindowFixture::waitFor([&] { return list.item(0)->text().endsWith("\nDiffID 0.250"); }));
    CHECK(list.item(0)->toolTip().endsWith("\nDiffID 0.250: Spectral IG"));
    CHECK(list.item(1)->text() == "coffee.png");
    // The line takes its place from the pictures: nothing moves.
    CHECK(list.iconSize().height() < before.height());
    CHECK(window.filmstrip().height() == height);
}

TEST_CASE("filmstrip: its menu orders it by name, probability and DiffID, and back", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editScenes([&fixture](Scene& scene) {
        // The first picture that is computed is the least sure one.
        scene.top.front().probability = 0.3 * static_cast<double>(fixture.engine().newest());
    });
    ui::MainWindow& window = fixture.show();
    drop(window, {WindowFixture::sample("rocket.jpg"), WindowFixture::sample("chelsea.png"),
                  WindowFixture::sample("coffee.png")});
    fixture.complete();
    QTest::keyClick(&window, Qt::Key_PageDown);
    fixture.complete();
    QListWidget& list = window.filmstrip().list();
    const QStringList opened{"rocket.jpg", "chelsea.png", "coffee.png"};
    REQUIRE(namesIn(list) == opened);
    CHECK(WindowFixture::waitFor([&] { return !list.item(2)->icon().isNull(); }));
    chooseOrder(window, "By name");
    CHECK(namesIn(list) == QStringList{"chelsea.png", "coffee.png", "rocket.jpg"});
    CHECK(list.item(0)->isSelected());  // That which is shown.
    CHECK_FALSE(list.item(1)->isSelected());
    chooseOrder(window, "By probability");  // What is not computed comes last.
    CHECK(namesIn(list) == QStringList{"chelsea.png", "rocket.jpg", "coffee.png"});
    QTest::keyClick(&window, Qt::Key_PageDown);
    CHECK(window.session().request().image == WindowFixture::sample("rocket.jpg"));
    ui::EvaluatedMap map;
    map.asked.request.image = WindowFixture::sample("coffee.png");
    map.asked.map = window.session().result();
    auto measured = std::make_shared<MapEvaluation>();
    measured->diffId.value = -0.5;
    map.evaluation = measured;
    window.filmstrip().showMeasured({map});
    chooseOrder(window, "By DiffID");
    CHECK(namesIn(list) == QStringList{"coffee.png", "rocket.jpg", "chelsea.png"});
    chooseOrder(window, "As opened");
    CHECK(namesIn(list) == opened);
}

TEST_CASE("filmstrip: Ctrl+click picks pictures for the comparison", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    drop(window, {WindowFixture::sample("chelsea.png"), WindowFixture::sample("coffee.png"),
                  WindowFixture::sample("rocket.jpg")});
    fixture.complete();
    QListWidget& list = window.filmstrip().list();
    clickItem(list, 1, Qt::ControlModifier);
    REQUIRE(window.comparePage().cards().size() == 2);
    CHECK(newestImage(fixture) == WindowFixture::sample("coffee.png"));
    // What is shown was computed already.
    CHECK(window.comparePage().runs().ended() == 1);
    CHECK(window.session().request().image == WindowFixture::sample("chelsea.png"));
}

TEST_CASE("filmstrip: pictures that are picked are the rows of a grid", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    drop(window, {WindowFixture::sample("chelsea.png"), WindowFixture::sample("coffee.png"),
                  WindowFixture::sample("rocket.jpg")});
    fixture.complete();
    clickItem(window.filmstrip().list(), 1, Qt::ControlModifier);
    REQUIRE(fixture.engine().newest() == 2);  // Compare's.
    fixture.engine().deliverStarted(2);
    fixture.engine().deliverCompleted(2);
    REQUIRE(WindowFixture::waitFor([&] { return window.comparePage().runs().ended() == 2; }));
    QTest::keyClick(&window, Qt::Key_4);
    ui::FigureEditor& editor = window.figureEditor();
    REQUIRE(WindowFixture::waitFor([&] { return editor.isVisible(); }));
    editor.setKind(ui::PaperFigureKind::Grid);
    CHECK(editor.findChild<QToolButton*>("figurePictures")->text() == "2 chosen ▾");
    // Of both pictures what was computed is there: SIG of SIG and IG.
    CHECK(editor.findChild<QLabel*>("figureState")->text().startsWith("2 of 4"));
    QTest::mouseClick(editor.findChild<QPushButton*>("computeFigure"), Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 4);
    for (const RunId run : {3, 4}) {
        fixture.engine().deliverStarted(run);
        fixture.engine().deliverCompleted(run);
    }
    REQUIRE(WindowFixture::waitFor([&] { return editor.figure().has_value(); }));
    CHECK(editor.figure()->grid().rows.size() == 2);
    CHECK(editor.figure()->grid().headers.size() == 3);
    // Other kinds are of the picture that is shown.
    editor.setKind(ui::PaperFigureKind::Strips);
    REQUIRE(WindowFixture::waitFor(
        [&] { return editor.figure() && editor.figure()->kind == ui::PaperFigureKind::Strips; }));
    CHECK(editor.figure()->grid().rows.size() == 2);
}

TEST_CASE("filmstrip: the rows of a grid are picked in the figure's settings, too", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.askOpenFile = [](QWidget*) { return WindowFixture::sample("rocket.jpg"); };
    ui::MainWindow& window = fixture.show(std::move(options));
    drop(window, {WindowFixture::sample("chelsea.png"), WindowFixture::sample("coffee.png")});
    fixture.complete();
    QTest::keyClick(&window, Qt::Key_4);
    ui::FigureEditor& editor = window.figureEditor();
    REQUIRE(WindowFixture::waitFor([&] { return editor.isVisible(); }));
    editor.setKind(ui::PaperFigureKind::Grid);
    const auto count = [&] { return editor.findChild<QToolButton*>("figurePictures")->text(); };
    const auto state = [&] { return editor.findChild<QLabel*>("figureState")->text(); };
    CHECK(count() == "1 chosen ▾");
    chooseFrom(window, "figurePictures", "coffee.png");
    CHECK(count() == "2 chosen ▾");
    CHECK(state().startsWith("1 of 4"));  // SIG and IG of two pictures.
    chooseFrom(window, "figurePictures", "Add a picture …");
    CHECK(count() == "3 chosen ▾");
    CHECK(state().startsWith("1 of 6"));
    QTest::mouseClick(editor.findChild<QPushButton*>("computeFigure"), Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 6);
    for (RunId run = 2; run <= 6; ++run) {
        fixture.engine().deliverStarted(run);
        fixture.engine().deliverCompleted(run);
    }
    const auto rows = [&] {
        return editor.figure() ? editor.figure()->grid().rows.size() : std::size_t{0};
    };
    CHECK(WindowFixture::waitFor([&] { return rows() == 3; }));
    // What is picked once more is left out.
    chooseFrom(window, "figurePictures", "coffee.png");
    CHECK(count() == "2 chosen ▾");
    CHECK(WindowFixture::waitFor([&] { return rows() == 2; }));
    // Another picture that is opened is alone.
    window.open(WindowFixture::sample("coffee.png"));
    CHECK(WindowFixture::waitFor([&] { return count() == "1 chosen ▾"; }));
}

TEST_CASE("filmstrip: asked to, it computes what is left in the background, one by one",
          "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    drop(window, {WindowFixture::sample("chelsea.png"), WindowFixture::sample("coffee.png"),
                  WindowFixture::sample("rocket.jpg")});
    fixture.complete();
    auto* compute = window.findChild<QPushButton*>("computeAll");
    CHECK(compute->text().startsWith("Compute 2 ≈ "));
    QTest::mouseClick(compute, Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 2);
    fixture.engine().deliverFailed(2, "coffee.png: is no picture");
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().newest() == 3; }));
    CHECK(newestImage(fixture) == WindowFixture::sample("rocket.jpg"));
    fixture.engine().deliverStarted(3);
    fixture.engine().deliverCompleted(3);
    QListWidget& list = window.filmstrip().list();
    CHECK(WindowFixture::waitFor([&] { return list.item(2)->text().contains('\n'); }));
    // What failed is not tried for ever.
    CHECK(WindowFixture::waitFor([&] { return compute->text().startsWith("Compute 1 "); }));
    CHECK(fixture.engine().newest() == 3);
}

TEST_CASE("filmstrip: a folder without pictures is refused, and all stays as it was", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const fs::path empty = fixture.folder() / "empty";
    fs::create_directory(empty);
    window.open(empty);
    CHECK(window.messageBar().message().contains("there are no pictures in this folder"));
    CHECK(window.filmstrip().isHidden());
    CHECK(window.session().result());
}
