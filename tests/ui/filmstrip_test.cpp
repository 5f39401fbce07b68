#include <QDragEnterEvent>
#include <QDropEvent>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/compare/compare_page.h"
#include "ui/controls/message_bar.h"
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
