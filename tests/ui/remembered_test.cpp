// What was computed once is shown again at once: undo, redo, and asking for it anew.

#include <QAction>
#include <QComboBox>
#include <QPushButton>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_fixture.h"
#include "ui/controls/message_bar.h"
#include "ui/path/path_panes.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;
namespace fs = std::filesystem;

namespace {

/// A window that shows run 2, of IG with 9 nodes, after run 1, of SIG with 17.
ui::MainWindow& showTwo(WindowFixture& fixture) {
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setMethod("ig");
    fixture.complete(9);
    return window;
}

}  // namespace

TEST_CASE("remembered: undo and redo show results without a run", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showTwo(fixture);
    const auto second = window.session().result();
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(fixture.engine().newest() == 2);
    CHECK_FALSE(window.session().running());
    REQUIRE(window.session().result());
    CHECK(window.session().result()->run == 1);
    CHECK(window.session().request().method == "sig");
    CHECK(window.findChild<QComboBox*>("method")->currentData() == "sig");
    CHECK(window.statusLine().progressText() == "17 evaluations in 4.2 s");
    CHECK(fixture.waitForFrame(1, 1));
    CHECK(window.pathPage().cursor().nodes().size() == 17);

    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(fixture.engine().newest() == 2);
    CHECK(window.session().result() == second);
    CHECK(window.session().request().method == "ig");
    CHECK(fixture.waitForFrame(2, 1));
    CHECK(window.pathPage().cursor().nodes().size() == 9);
}

TEST_CASE("remembered: what was undone can be scrubbed", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showTwo(fixture);
    window.session().undo();
    REQUIRE(fixture.waitForFrame(1, 1));
    window.pathPage().cursor().setAlpha(0.25);
    REQUIRE(fixture.waitForFrame(1, 0.25));
    CHECK(window.pathPage().panes().shown()->frame.accumulated !=
          window.session().result()->attribution);
}

TEST_CASE("remembered: a request made anew is answered without a run", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showTwo(fixture);
    window.session().setMethod("sig");
    CHECK(fixture.engine().newest() == 2);
    CHECK(window.session().result()->run == 1);
    window.session().open(WindowFixture::sample("coffee.png"));
    fixture.complete(5);
    REQUIRE(fixture.engine().newest() == 3);
    window.open(WindowFixture::sample("chelsea.png"));
    CHECK(fixture.engine().newest() == 3);
    CHECK(window.session().result()->run == 1);
    CHECK(window.windowTitle().contains("chelsea.png"));
}

TEST_CASE("remembered: Run computes once more", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showTwo(fixture);
    QTest::keyClick(&window, Qt::Key_F5);
    REQUIRE(fixture.engine().newest() == 3);
    CHECK(fixture.engine().runs().back().request.reuse == Reuse::Refused);
    fixture.complete(5);
    window.session().undo();
    window.session().redo();
    CHECK(window.session().result()->run == 3);
}

TEST_CASE("remembered: a change after an undo cannot be redone past", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = showTwo(fixture);
    CHECK_FALSE(window.session().canRedo());
    window.session().undo();
    CHECK(window.session().canRedo());
    window.session().setBaseline(NamedBaseline::Blur);
    CHECK_FALSE(window.session().canRedo());
    window.session().redo();
    CHECK(window.session().request().baselines == std::vector<BaselineSpec>{NamedBaseline::Blur});
}

TEST_CASE("remembered: an undo replaces a run that is on", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setMethod("ig");
    fixture.engine().deliverStarted(2);
    window.session().undo();
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{2});
    fixture.engine().deliverCompleted(2, 9);  // Too late.
    WindowFixture::settle();
    CHECK(window.session().result()->run == 1);
    CHECK(window.pathPage().cursor().nodes().size() == 17);
    window.session().redo();  // But not for nothing.
    CHECK(fixture.engine().newest() == 2);
    CHECK(window.session().result()->run == 2);
}

TEST_CASE("remembered: what was never computed is computed by undo", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    window.session().setMethod("ig");
    window.session().setBaseline(NamedBaseline::Blur);
    window.session().undo();
    REQUIRE(fixture.engine().newest() == 4);
    CHECK(fixture.engine().runs().back().request.method == "ig");
    CHECK(window.session().running());
}

TEST_CASE("remembered: a picture that was written to is computed again", "[quick]") {
    WindowFixture fixture;
    const fs::path picture = fixture.folder() / "cat.png";
    fs::copy(WindowFixture::sample("chelsea.png"), picture);
    ui::MainWindow& window = fixture.show();
    window.open(picture);
    fixture.complete();
    window.session().setMethod("ig");
    fixture.complete(9);
    fs::copy(WindowFixture::sample("coffee.png"), picture, fs::copy_options::overwrite_existing);
    window.session().undo();
    CHECK(fixture.engine().newest() == 3);
}

TEST_CASE("remembered: without its path a map is shown still, and the path computed if wanted",
          "[quick]") {
    WindowFixture fixture;
    fixture.engine().setResultBudget(2'000'000);  // For two maps and a trace (fake_trace.h).
    fixture.engine().setForecast(
        [](const ExplainRequest&) { return Forecast{80, 9.0, Forecast::Kind::Expected}; });
    ui::MainWindow& window = showTwo(fixture);
    window.session().undo();
    REQUIRE(window.session().result());
    REQUIRE(lacksTrace(*window.session().result()));
    CHECK(fixture.engine().newest() == 2);
    REQUIRE(fixture.waitForFrame(1, 1));
    CHECK(window.pathPage().panes().shown()->frame.accumulated ==
          fixture.engine().subject(1).attribution);
    CHECK_FALSE(window.pathPage().slider().isEnabled());
    auto* remedy = window.findChild<QPushButton*>("remedy");
    REQUIRE(remedy->isVisible());
    CHECK(remedy->text() == "Compute the path again ≈ 9.0 s");
    QTest::mouseClick(remedy, Qt::LeftButton);
    REQUIRE(fixture.engine().newest() == 3);
    fixture.complete();
    CHECK(window.pathPage().slider().isEnabled());
    CHECK(window.session().result()->trace);
}
