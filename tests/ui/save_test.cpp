#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_fixture.h"
#include "ui/controls/message_bar.h"
#include "ui/render/explanation_figure.h"
#include "ui/window/file_dialogs.h"
#include "ui/window/path_page.h"
#include "ui/window/save_job.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// Opens a sample, completes it, saves it to `file` by Ctrl+S, shown by `display`; returns the
/// message.
std::string saved(WindowFixture& fixture, const std::filesystem::path& file,
                  const ui::MapDisplay& display = {}) {
    ui::WindowOptions options;
    options.image = WindowFixture::sample("chelsea.png");
    options.askSaveFile = [&](QWidget*, const std::filesystem::path& proposal) {
        CHECK(proposal.filename() == "chelsea_sig.png");
        return file;
    };
    ui::MainWindow& window = fixture.show(options);
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);  // Nothing to save yet.
    CHECK(window.messageBar().message().isEmpty());
    fixture.complete();
    window.pathPage().setDisplay(display);
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    REQUIRE(WindowFixture::waitFor([&] { return !window.messageBar().message().isEmpty(); }));
    return window.messageBar().message().toStdString();
}

}  // namespace

TEST_CASE("save: a figure as PNG", "[quick]") {
    WindowFixture fixture;
    const auto file = fixture.folder() / "map.png";
    CHECK(saved(fixture, file) == "Saved " + file.string());
    const QImage image(QString::fromStdString(file.string()));
    CHECK_FALSE(image.isNull());
    CHECK(image.text("recipe").toStdString() == "{}");
}

TEST_CASE("save: a figure has the colours and limits that the window shows", "[quick]") {
    WindowFixture fixture;
    ui::MapDisplay display;
    display.reduction = Reduction::Absolute;
    display.magnitudeColours = ui::ColourMap::Viridis;
    SECTION("a limit by hand") {
        display.mapLimit = 0.125;
    }
    SECTION("an automatic one") {
        display.percentile = 90;
    }
    const auto file = fixture.folder() / "map.png";
    CHECK(saved(fixture, file, display) == "Saved " + file.string());
    const auto pixels = [](const QImage& image) {
        return image.convertToFormat(QImage::Format_RGB32);
    };
    const auto figure = [&](const ui::FigureView& view) {
        return pixels(ui::renderFigure(*fixture.window().session().result(), view));
    };
    ui::FigureView view;
    view.reduction = display.reduction;
    view.method = fixture.engine().catalogue().method("sig");
    const QImage image = pixels(QImage(QString::fromStdString(file.string())));
    CHECK(image != figure(view));
    view.magnitudeColours = display.magnitudeColours;
    CHECK(image != figure(view));
    view.percentile = display.percentile;
    view.limit = display.mapLimit;
    CHECK(image == figure(view));
}

TEST_CASE("save: arrays as NPZ", "[quick]") {
    WindowFixture fixture;
    const auto file = fixture.folder() / "map.npz";
    CHECK(saved(fixture, file) == "Saved " + file.string());
    CHECK(std::filesystem::file_size(file) == 2);  // What the tests' writer writes.
}

TEST_CASE("save: vector figures and curves", "[quick]") {
    for (const char* name : {"map.svg", "map.pdf", "map.CSV"}) {
        WindowFixture fixture;
        const auto file = fixture.folder() / name;
        CHECK(saved(fixture, file) == "Saved " + file.string());
        CHECK(std::filesystem::file_size(file) > 100);
    }
}

TEST_CASE("save: what cannot be written is said", "[quick]") {
    WindowFixture fixture;
    const auto file = fixture.folder() / "no_such_folder" / "map.npz";
    CHECK(saved(fixture, file).starts_with(file.string()));
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("save: what is write-protected stays", "[quick]") {
    for (const char* name : {"map.png", "map.svg", "map.csv"}) {
        WindowFixture fixture;
        const auto file = fixture.folder() / name;
        std::ofstream(file) << "kept";
        std::filesystem::permissions(file, std::filesystem::perms::owner_read);
        CHECK(saved(fixture, file).starts_with(file.string() + ": is write-protected"));
        CHECK(std::filesystem::file_size(file) == 4);
    }
}

TEST_CASE("save: an unknown ending is refused", "[quick]") {
    WindowFixture fixture;
    const auto file = fixture.folder() / "map.gif";
    CHECK(saved(fixture, file) ==
          "map.gif: a map can be saved as .npz, .png, .svg, .pdf and .csv.");
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("save: the photograph is not replaced", "[quick]") {
    WindowFixture fixture;
    const auto sample = WindowFixture::sample("chelsea.png");
    const auto size = std::filesystem::file_size(sample);
    CHECK(saved(fixture, sample) ==
          sample.string() + ": is the picture to explain; give another name");
    CHECK(std::filesystem::file_size(sample) == size);
}

TEST_CASE("save: what was begun is finished, whatever comes after it", "[quick]") {
    const tests::TemporaryFolder folder;
    const auto explanation = std::make_shared<Explanation>();
    explanation->alphas = {0, 1};
    explanation->f = {0.1, 0.7};
    explanation->accumulatedSums = {0, 0.6};
    {
        ui::SaveJob job;
        for (const char* name : {"a.csv", "b.csv", "c.csv"})
            job.start(explanation, folder.path() / name);
    }
    for (const char* name : {"a.csv", "b.csv", "c.csv"})
        CHECK(std::filesystem::exists(folder.path() / name));
}

TEST_CASE("save: the dialog adds the ending itself, so that it asks about the name it writes",
          "[quick]") {
    const tests::TemporaryFolder folder;
    const ui::WindowOptions options = ui::withDialogs({});
    QTimer::singleShot(0, [] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog);
        CHECK(dialog->selectedNameFilter().startsWith("Figure"));
        dialog->findChild<QLineEdit*>("fileNameEdit")->setText("cat");
        QMetaObject::invokeMethod(dialog, "accept", Qt::QueuedConnection);
    });
    CHECK(options.askSaveFile(nullptr, folder.path() / "cat_sig.png").file ==
          folder.path() / "cat.png");
}

TEST_CASE("save: where its folder cannot be written to, one of the user's is proposed", "[quick]") {
    const ui::WindowOptions options = ui::withDialogs({});
    QTimer::singleShot(0, [] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog);
        const QString folder = dialog->directory().absolutePath();
        CHECK((folder == QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) ||
               folder == QStandardPaths::writableLocation(QStandardPaths::HomeLocation)));
        CHECK(dialog->findChild<QLineEdit*>("fileNameEdit")->text() == "cat_sig.png");
        QMetaObject::invokeMethod(dialog, "reject", Qt::QueuedConnection);
    });
    CHECK(options.askSaveFile(nullptr, "/no such folder/cat_sig.png").file.empty());
}
