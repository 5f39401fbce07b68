#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QTest>
#include <QUrl>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/controls/message_bar.h"
#include "ui/path/path_panes.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

ui::MainWindow& showPasting(WindowFixture& fixture) {
    ui::WindowOptions options;
    options.pasteFolder = fixture.folder() / "pasted";
    return fixture.show(options);
}

}  // namespace

TEST_CASE("clipboard: a pasted picture is opened from a file of its own", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showPasting(fixture);
    QImage picture(40, 30, QImage::Format_RGB32);
    picture.fill(QColor(10, 200, 30));
    QApplication::clipboard()->setImage(picture);
    QTest::keyClick(&window, Qt::Key_V, Qt::ControlModifier);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().newest() == 1; }));
    const std::filesystem::path file = fixture.engine().runs()[0].request.image;
    CHECK(file.parent_path() == fixture.folder() / "pasted");
    CHECK(file.filename().string().starts_with("pasted 20"));
    const QImage written(QString::fromStdString(file.string()));
    CHECK(written.convertToFormat(QImage::Format_RGB32) == picture);
    CHECK(window.windowTitle().contains("pasted 20"));
}

TEST_CASE("clipboard: a copied file is opened where it lies", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showPasting(fixture);
    auto* data = new QMimeData;
    const auto sample = WindowFixture::sample("coffee.png");
    data->setUrls({QUrl::fromLocalFile(QString::fromStdString(sample.string()))});
    QApplication::clipboard()->setMimeData(data);
    QTest::keyClick(&window, Qt::Key_V, Qt::ControlModifier);
    REQUIRE(fixture.engine().newest() == 1);
    CHECK(fixture.engine().runs()[0].request.image == sample);
}

TEST_CASE("clipboard: without a picture it says so", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showPasting(fixture);
    QApplication::clipboard()->setText("words");
    QTest::keyClick(&window, Qt::Key_V, Qt::ControlModifier);
    CHECK(fixture.engine().runs().empty());
    CHECK(window.messageBar().message().contains("no picture on the clipboard"));
}

TEST_CASE("clipboard: where it cannot be written it says so", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.pasteFolder = "/dev/null/pasted";
    ui::MainWindow& window = fixture.show(options);
    QApplication::clipboard()->setImage(QImage(4, 4, QImage::Format_RGB32));
    QTest::keyClick(&window, Qt::Key_V, Qt::ControlModifier);
    CHECK(WindowFixture::waitFor(
        [&] { return window.messageBar().message().contains("cannot be written"); }));
    CHECK(fixture.engine().runs().empty());
}

TEST_CASE("clipboard: the map is copied as it is shown", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    QTest::keyClick(&window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(QApplication::clipboard()->image().convertToFormat(QImage::Format_RGB32) ==
          window.pathPage().panes().accumulatedImage());
}

TEST_CASE("clipboard: what is shown is copied as a command and as Python", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setParameter("overlap", 0.2);
    fixture.complete();
    const auto choose = [&window](const QString& text) {
        for (QAction* action : window.findChildren<QAction*>())
            if (action->text().remove('&') == text) return action->trigger();
        FAIL("there is no " << text.toStdString());
    };
    choose("Copy as command");
    const QString command = QApplication::clipboard()->text();
    CHECK(command.startsWith("sigscope explain "));
    CHECK(command.contains("chelsea.png"));
    CHECK(command.endsWith(" --overlap 0.2"));
    choose("Copy as Python");
    CHECK(QApplication::clipboard()->text().contains("allow_pickle=False"));
    CHECK(QApplication::clipboard()->text().contains("chelsea_sig.npz"));
}

TEST_CASE("clipboard: all numbers that are shown are copied", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    QTest::keyClick(&window, Qt::Key_C, Qt::ControlModifier);
    const QString text = QApplication::clipboard()->text();
    CHECK(text.contains("Map so far\tΣA 0.600 of 0.600"));
    CHECK(text.contains("f 62 %"));
    CHECK(text.contains("17 evaluations in 4.2 s"));
    CHECK(text.contains("integration error"));
    CHECK(text.contains("f along the path and ΣA\tα 1.000, ΣA +0.600, Δf +0.600"));
    CHECK(text.contains("Singular spectrum\t96 of 96 components on"));
    CHECK(text.contains("The probability rises from "));
}
