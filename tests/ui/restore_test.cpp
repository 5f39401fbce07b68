#include <QComboBox>
#include <QDateTime>
#include <QFile>
#include <QPushButton>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/path/path_panes.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// Files are read on another thread: waits for a message that contains `part`.
bool says(ui::MainWindow& window, const char* part) {
    return WindowFixture::waitFor([&] { return window.messageBar().message().contains(part); });
}

}  // namespace

TEST_CASE("restore: opening a result restores its request and runs nothing", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.image = WindowFixture::sample("result.npz");
    ui::MainWindow& window = fixture.show(options);
    REQUIRE(says(window, "tabby"));
    CHECK(fixture.engine().runs().empty());
    CHECK(window.findChild<QComboBox*>("method")->currentData() == "ig");
    CHECK(window.findChild<QComboBox*>("objective")->currentData() == "logit");
    auto* run = window.findChild<QPushButton*>("run");
    REQUIRE(run->isVisible());
    CHECK(run->text() == "Run");

    QTest::mouseClick(run, Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 1);
    const ExplainRequest& request = fixture.engine().runs()[0].request;
    CHECK(request.image == WindowFixture::sample("chelsea.png"));
    CHECK(request.target == "281");
    CHECK(request.parameters.at("steps") == ParameterValue(std::int64_t{33}));
    CHECK(request.tracing == Tracing::Path);
    fixture.complete();
}

TEST_CASE("restore: it replaces what is shown", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.open(WindowFixture::sample("result.npz"));
    CHECK(window.session().result());  // Until it is read.
    REQUIRE(says(window, "tabby"));
    CHECK(fixture.engine().runs().size() == 1);
    CHECK_FALSE(window.session().result());
    CHECK_FALSE(window.requestPanel().picture().hasPicture());
    CHECK_FALSE(window.session().canUndo());
    fixture.engine().deliverPreview(1, 5);  // Too late.
    WindowFixture::settle();
    CHECK(fixture.shownAlpha() == -1);
    QTest::keyClick(&window, Qt::Key_F5);
    CHECK(fixture.engine().newest() == 2);
}

TEST_CASE("restore: what is not beside it is looked for where the user says", "[quick]") {
    WindowFixture fixture;
    const auto elsewhere = fixture.folder() / "elsewhere";
    std::filesystem::create_directory(elsewhere);
    ui::WindowOptions options;
    options.image = WindowFixture::sample("lost.npz");
    options.askFolder = [&](QWidget*) { return elsewhere; };
    ui::MainWindow& window = fixture.show(options);
    auto* look = window.findChild<QPushButton*>("remedy");
    REQUIRE(says(window, "lost.png is not beside it"));
    REQUIRE(look->isVisible());
    window.messageBar().hide();
    look->click();  // It is not there either.
    REQUIRE(WindowFixture::waitFor([&] { return look->isVisible(); }));
    REQUIRE(says(window, "lost.png is not beside it"));

    std::filesystem::copy(WindowFixture::sample("chelsea.png"), elsewhere / "lost.png");
    QTest::mouseClick(look, Qt::LeftButton);
    REQUIRE(says(window, "tabby"));
    CHECK(window.session().request().image == elsewhere / "lost.png");
    CHECK(fixture.engine().runs().empty());
}

TEST_CASE("restore: the folders of recent pictures are searched", "[quick]") {
    WindowFixture fixture;
    std::filesystem::copy(WindowFixture::sample("chelsea.png"), fixture.folder() / "lost.png");
    ui::MainWindow& window = fixture.show();
    window.open(fixture.folder() / "lost.png");
    fixture.engine().deliverStarted(1);
    WindowFixture::settle();
    window.open(WindowFixture::sample("coffee.png"));
    fixture.engine().deliverStarted(2);
    WindowFixture::settle();
    window.open(WindowFixture::sample("lost.npz"));
    REQUIRE(says(window, "tabby"));
    CHECK(window.session().request().image == fixture.folder() / "lost.png");
}

TEST_CASE("restore: it is said when the bits may differ from the recipe's run", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.image = WindowFixture::sample("busy.npz");
    ui::MainWindow& window = fixture.show(options);
    const QString warning = "bits may differ from the recipe's run: threads 2 instead of 1";
    REQUIRE(says(window, "tabby"));
    QTest::keyClick(&window, Qt::Key_F5);
    fixture.complete();
    CHECK(window.messageBar().message().contains(warning));
    // Another request is none of the recipe's.
    window.session().setBaseline(NamedBaseline::Mean);
    fixture.complete();
    CHECK(window.messageBar().message().isEmpty());
}

TEST_CASE("restore: what cannot be read leaves the window as it was", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.open(WindowFixture::sample("damaged.npz"));
    REQUIRE(says(window, "damaged.npz: its recipe is damaged"));
    CHECK(window.session().result());
    CHECK(fixture.shownAlpha() == 1);
}

TEST_CASE("restore: a file that holds its result shows it, and computes the path if wanted",
          "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.open(WindowFixture::sample("shown.npz"));
    REQUIRE(says(window, "the way there was not kept"));
    CHECK(fixture.engine().newest() == 1);
    const auto result = window.session().result();
    REQUIRE(result);
    REQUIRE(fixture.waitForFrame(result->run, 1));
    CHECK(window.pathPage().panes().shown()->frame.accumulated == result->attribution);
    CHECK(window.pathPage().cursor().nodes() == std::vector<double>{0, 0.5, 1});
    CHECK_FALSE(window.pathPage().slider().isEnabled());
    CHECK(window.requestPanel().picture().hasPicture());
    CHECK(window.statusLine().progressText() == "61 evaluations");
    CHECK(window.findChild<QComboBox*>("method")->currentData() == "ig");

    QTest::mouseClick(window.findChild<QPushButton*>("remedy"), Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 2);
    CHECK(fixture.engine().runs().back().request.image == WindowFixture::sample("chelsea.png"));
    fixture.complete();
    CHECK(window.pathPage().slider().isEnabled());
}

TEST_CASE("restore: a result that is shown tells when it was saved, until it is computed again",
          "[quick]") {
    WindowFixture fixture;
    const std::string file = (fixture.folder() / "shown.npz").string();
    {
        QFile written(QString::fromStdString(file));
        REQUIRE(written.open(QIODevice::WriteOnly));
        REQUIRE(written.setFileTime(QDateTime({2026, 11, 27}, {12, 0}),
                                    QFileDevice::FileModificationTime));
    }
    std::filesystem::copy(WindowFixture::sample("chelsea.png"), fixture.folder() / "chelsea.png");
    ui::MainWindow& window = fixture.show();
    window.open(file);
    REQUIRE(says(window, "the way there was not kept"));
    CHECK(window.messageBar().message().startsWith("Saved 27 Nov 2026. "));
    CHECK(window.session().saved() == QDate(2026, 11, 27));
    QTest::mouseClick(window.findChild<QPushButton*>("remedy"), Qt::LeftButton);
    fixture.complete();
    CHECK(window.session().saved().isNull());
    CHECK_FALSE(window.messageBar().message().contains("27 Nov 2026"));
}

TEST_CASE("restore: a result is shown without its picture's file, which can be looked for",
          "[quick]") {
    WindowFixture fixture;
    const auto elsewhere = fixture.folder() / "elsewhere";
    std::filesystem::create_directory(elsewhere);
    std::filesystem::copy(WindowFixture::sample("chelsea.png"), elsewhere / "lost.png");
    ui::WindowOptions options;
    options.askFolder = [&](QWidget*) { return elsewhere; };
    ui::MainWindow& window = fixture.show(options);
    window.open(WindowFixture::sample("shown_lost.npz"));
    REQUIRE(says(window, "lost.png is not beside it"));
    REQUIRE(window.session().result());
    CHECK(fixture.waitForFrame(window.session().run(), 1));
    CHECK(window.windowTitle().contains("lost.png"));
    QTest::mouseClick(window.findChild<QPushButton*>("remedy"), Qt::LeftButton);
    REQUIRE(says(window, "the way there was not kept"));
    CHECK(window.session().request().image == elsewhere / "lost.png");
    CHECK(window.session().result());
}

TEST_CASE("restore: a picture that is opened meanwhile takes its place", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("result.npz"));
    window.open(WindowFixture::sample("coffee.png"));
    REQUIRE(fixture.engine().newest() == 1);
    fixture.complete();
    CHECK(window.session().recipe().empty());
    CHECK(window.session().request().image == WindowFixture::sample("coffee.png"));
}
