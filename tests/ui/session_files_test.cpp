#include <QPushButton>
#include <QTest>
#include <catch2/catch.hpp>
#include <fstream>

#include "engine/api/session_file.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/compare_page.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/path/path_panes.h"
#include "ui/window/autosave.h"
#include "ui/window/path_page.h"
#include "ui/window/result_log.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;
namespace fs = std::filesystem;

namespace {

/// Files are read and written on another thread: waits for a message that contains `part`.
bool tells(ui::MainWindow& window, const char* part) {
    return WindowFixture::waitFor([&] { return window.messageBar().message().contains(part); });
}

/// A window's session with a result by each of two methods, saved by Ctrl+Shift+S.
fs::path saveTwoResults(WindowFixture& fixture) {
    const fs::path file = fixture.folder() / "two.sigscope";
    ui::WindowOptions options;
    options.askSaveSession = [file](QWidget*, const fs::path&) { return ui::SessionTarget{file}; };
    ui::MainWindow& window = fixture.showCompleted(options);
    window.session().setMethod("ig");
    fixture.complete();
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(tells(window, "Saved"));
    return file;
}

/// A session of one result whose recipe is `recipe`.
fs::path sessionOf(const fs::path& folder, const std::string& recipe) {
    const auto subject = test::fakeSubject({}, 32);
    auto result = std::make_shared<Explanation>();
    result->scene = subject->scene;
    result->attribution = subject->attribution;
    result->input = result->baseline = subject->input;
    result->recipe = recipe;
    SessionContent content;
    content.results = {result};
    const fs::path file = folder / (recipe + ".sigscope");
    REQUIRE(writeSession(file, content).ok());
    return file;
}

std::size_t sessionsBelow(const fs::path& folder) {
    if (!fs::exists(folder)) return 0;
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        count += entry.path().extension() == sessionEnding ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("session: saved and opened, it shows all results and computes nothing", "[quick]") {
    WindowFixture first;
    const fs::path file = saveTwoResults(first);
    const Array map = first.window().session().result()->attribution;

    WindowFixture second;
    ui::WindowOptions options;
    options.image = file;
    ui::MainWindow& window = second.show(options);
    REQUIRE(tells(window, "nothing computed"));
    CHECK(second.engine().runs().empty());
    REQUIRE(window.session().result());
    CHECK((window.session().result()->attribution == map));
    CHECK(second.waitForFrame(window.session().run(), 1));
    CHECK(window.results().results().size() == 2);
    CHECK(window.comparePage().cards().size() == 2);
    CHECK(window.comparePage().runs().ended() == 2);
    CHECK(window.requestPanel().picture().hasPicture());
}

TEST_CASE("session: one that cannot be read leaves the window as it was", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const auto shown = window.session().result();
    const QString title = window.windowTitle();
    window.open(fixture.folder() / "damaged.sigscope");
    REQUIRE(tells(window, "damaged.sigscope: is a damaged zip archive"));
    CHECK(window.session().result() == shown);
    CHECK(window.windowTitle() == title);
    CHECK(window.results().results().size() == 1);
}

TEST_CASE("session: without the picture's file its thumbnail is shown, and the file can be found",
          "[quick]") {
    WindowFixture fixture;
    const fs::path elsewhere = fixture.folder() / "elsewhere";
    fs::create_directory(elsewhere);
    fs::copy(WindowFixture::sample("chelsea.png"), elsewhere / "lost.png");
    const fs::path file = sessionOf(fixture.folder(), "lost");
    ui::WindowOptions options;
    options.askFolder = [&](QWidget*) { return elsewhere; };
    ui::MainWindow& window = fixture.show(options);
    window.open(file);
    REQUIRE(tells(window, "lost.png is not beside it"));
    CHECK(window.requestPanel().picture().hasPicture());
    REQUIRE(window.session().result());
    auto* find = window.findChild<QPushButton*>("remedy");
    CHECK(find->text() == "Find…");
    QTest::mouseClick(find, Qt::LeftButton);
    REQUIRE(tells(window, "nothing computed"));
    CHECK(window.session().request().image == elsewhere / "lost.png");
    CHECK(fixture.engine().runs().empty());
}

TEST_CASE("autosave: a finished result is on disk until the window closes", "[quick]") {
    WindowFixture fixture;
    const fs::path state = fixture.folder() / "state";
    ui::WindowOptions options;
    options.stateFolder = state;
    fixture.showCompleted(options);
    REQUIRE(WindowFixture::waitFor([&] { return sessionsBelow(state) == 1; }));
    // Another window does not take it for one that was left.
    WindowFixture other;
    CHECK(other.show(options).autosave().offered() == 0);
    fixture.show({});  // In its place.
    CHECK(sessionsBelow(state) == 0);
}

TEST_CASE("autosave: what a killed window left is offered, and restored without computing",
          "[quick]") {
    WindowFixture fixture;
    const fs::path state = fixture.folder() / "state";
    const fs::path left = state / "autosave" / "2026-01-31 09.12.00.000 1";
    fs::create_directories(left);
    sessionOf(left, "one");
    sessionOf(left, "two");
    ui::WindowOptions options;
    options.stateFolder = state;
    ui::MainWindow& window = fixture.show(options);
    CHECK(window.messageBar().message().contains("Restore 2 results"));
    // What is opened does not answer the question.
    window.open(WindowFixture::sample("coffee.png"));
    CHECK(window.messageBar().message().contains("Restore 2 results"));
    QTest::mouseClick(window.findChild<QPushButton*>("remedy"), Qt::LeftButton);
    REQUIRE(tells(window, "nothing computed"));
    CHECK(fixture.engine().newest() == 1);  // Coffee.
    CHECK(window.results().results().size() == 2);
    REQUIRE(window.session().result());
    // They are this window's own now.
    REQUIRE(WindowFixture::waitFor([&] { return !fs::exists(left); }));
    CHECK(sessionsBelow(state) == 2);
}

TEST_CASE("autosave: where nothing can be kept it is said once, and the results are shown",
          "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.stateFolder = "/dev/null/state";
    ui::MainWindow& window = fixture.showCompleted(options);
    CHECK(window.session().result());
    CHECK(window.messageBar().message().contains("Results are not kept"));
}
