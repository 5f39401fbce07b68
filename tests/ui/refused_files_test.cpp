// A picture or a model that cannot be read leaves the window as it was.

#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/path/path_panes.h"
#include "ui/window/path_page.h"
#include "ui/window/recent_files.h"
#include "ui/window/session.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// Waits until the reading that is on has ended.
bool waitForVerdict(ui::MainWindow& window) {
    return WindowFixture::waitFor([&] { return !window.session().running(); });
}

QStringList recentFiles(const WindowFixture& fixture) {
    QSettings settings(QString::fromStdString((fixture.folder() / "settings.ini").string()),
                       QSettings::IniFormat);
    return ui::RecentFiles(settings).files();
}

}  // namespace

TEST_CASE("refused: a bad picture leaves result, view and request as they were", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setMethod("ig");
    fixture.complete();
    window.pathPage().cursor().setAlpha(0.5);
    REQUIRE(fixture.waitForFrame(2, 0.5));
    const auto result = window.session().result();
    const QString status = window.statusLine().progressText();
    const ExplainRequest request = window.session().request();
    const QStringList recent = recentFiles(fixture);

    window.open(fixture.folder() / "no_picture.txt");
    REQUIRE(fixture.engine().newest() == 3);
    CHECK(window.session().running());
    CHECK(window.session().result() == result);  // Until it is read.
    CHECK(fixture.shownAlpha() == 0.5);
    CHECK(window.findChild<QPushButton*>("cancel")->isEnabled());
    fixture.engine().deliverFailed(3, "no_picture.txt: is no picture.");
    REQUIRE(waitForVerdict(window));
    CHECK(window.messageBar().message() == "no_picture.txt: is no picture.");
    CHECK(window.session().result() == result);
    CHECK(window.session().request() == request);
    CHECK(window.session().canUndo());
    CHECK(window.requestPanel().picture().hasPicture());
    CHECK(window.statusLine().progressText() == status);
    CHECK(window.windowTitle().contains("chelsea.png"));
    CHECK(recentFiles(fixture) == recent);
    CHECK_FALSE(window.findChild<QPushButton*>("cancel")->isEnabled());
    window.pathPage().cursor().setAlpha(0.25);
    CHECK(fixture.waitForFrame(2, 0.25));
}

TEST_CASE("refused: so does a bad model", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const auto result = window.session().result();
    window.session().setModel("broken.pth");
    fixture.engine().deliverFailed(2, "broken.pth: is damaged");
    REQUIRE(waitForVerdict(window));
    CHECK(window.messageBar().message() == "broken.pth: is damaged");
    CHECK(window.session().result() == result);
    CHECK(window.session().request().model == ExplainRequest().model);
    CHECK_FALSE(window.session().canUndo());
    CHECK(fixture.shownAlpha() == 1);
    window.session().setBaseline(NamedBaseline::Blur);
    CHECK(fixture.engine().runs().back().request.model == ExplainRequest().model);
}

TEST_CASE("refused: what is read takes the place of what was shown", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.open(WindowFixture::sample("coffee.png"));
    CHECK(window.windowTitle().contains("chelsea.png"));
    fixture.engine().deliverStarted(2);
    REQUIRE(WindowFixture::waitFor([&] { return window.windowTitle().contains("coffee.png"); }));
    CHECK_FALSE(window.session().result());
    CHECK(fixture.shownAlpha() == -1);
    CHECK(recentFiles(fixture).front().endsWith("coffee.png"));
    fixture.engine().deliverFailed(2, "the gradient is not finite");
    REQUIRE(waitForVerdict(window));
    CHECK(window.session().request().image == WindowFixture::sample("coffee.png"));
}

TEST_CASE("refused: a run that was on when a bad file was opened is taken up again", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverStarted(1);
    WindowFixture::settle();
    window.open("no_picture.txt");
    fixture.engine().deliverFailed(2, "no_picture.txt: is no picture.");
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().newest() == 3; }));
    CHECK(fixture.engine().runs().back().request.image == WindowFixture::sample("chelsea.png"));
    CHECK(window.session().running());
    CHECK(window.messageBar().message() == "no_picture.txt: is no picture.");
}

TEST_CASE("refused: cancelling the reading leaves all as it was", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.open(WindowFixture::sample("coffee.png"));
    QTest::keyClick(&window, Qt::Key_Escape);
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{2});
    fixture.engine().deliverCancelledEmpty(2);
    REQUIRE(waitForVerdict(window));
    CHECK(window.messageBar().message().isEmpty());
    CHECK(window.session().result()->run == 1);
    CHECK(window.session().request().image == WindowFixture::sample("chelsea.png"));
}

TEST_CASE("refused: a model that asks a question is no bad one", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setModel("net.pth");
    fixture.engine().deliverQuestion(2, OutputQuestion{"all lie between 0 and 1"});
    REQUIRE(waitForVerdict(window));
    CHECK(window.findChild<QWidget*>("outputQuestion")->isVisible());
    CHECK(window.session().request().model == "net.pth");
    CHECK(window.session().canUndo());
    window.session().undo();
    CHECK(window.session().result()->run == 1);
}
