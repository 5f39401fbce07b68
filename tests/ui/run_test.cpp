#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QTest>
#include <QWheelEvent>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/charts/path_chart.h"
#include "ui/controls/class_list.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/progress_button.h"
#include "ui/controls/request_panel.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

TEST_CASE("run: the window fills in while it goes on", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    auto& engine = fixture.engine();
    REQUIRE(engine.newest() == 1);
    CHECK_FALSE(window.pathPage().panes().shown());

    engine.deliverStarted(1);
    REQUIRE(WindowFixture::waitFor([&] { return window.requestPanel().classes().count() == 5; }));
    CHECK(window.requestPanel().picture().hasPicture());
    CHECK(window.requestPanel().classes().target() == 285);

    engine.deliverNodes(1, 5);
    REQUIRE(WindowFixture::waitFor([&] { return window.pathPage().cursor().nodes().size() == 5; }));
    engine.deliverProgress(1, 61, 129);
    engine.deliverPreview(1, 9);
    REQUIRE(fixture.waitForFrame(1, 1));  // Follows the newest preview at the path's end.
    CHECK(window.pathPage().cursor().nodes().size() == 9);
    CHECK(window.statusLine().progressText().toStdString() == "61 / 129 evaluations · 1.6 s left");
    auto* run = window.findChild<ui::ProgressButton*>("run");
    CHECK(run->progress().value() == Approx(61.0 / 129));

    engine.deliverCompleted(1, 17);
    REQUIRE(WindowFixture::waitFor([&] { return !window.session().running(); }));
    CHECK(window.statusLine().progressText().toStdString() == "17 evaluations in 4.2 s");
    CHECK(window.statusLine().gapText().contains("integration error"));
    CHECK_FALSE(run->progress());
    REQUIRE(fixture.waitForFrame(1, 1));
    CHECK(window.pathPage().panes().pane(3).value().toStdString() == "ΣA 0.600 of 0.600");
}

TEST_CASE("run: the map's estimated error falls live and stands on the result", "[quick]") {
    ui::StatusLine line;
    line.showPlan({1025, false, 0, 8, {}});
    CHECK(line.progressText().toStdString() == "≤ 1025 evaluations");
    line.showProgress({Stage::Integrate, 16, 80, 1.4, 0.21});
    CHECK(line.gapText().toStdString() == "map error ≈ 21 %");
    line.showProgress({Stage::Integrate, 72, 80, 0.2, 0.023});
    CHECK(line.gapText().toStdString() == "map error ≈ 2.3 %");
    auto explanation = std::make_shared<Explanation>();
    explanation->mapError = 0.019;
    explanation->precisionError = 0.004;
    line.showEnd({RunEnd::Kind::Completed, explanation, {}});
    CHECK(line.gapText().contains("map error ≈ 1.9 %"));
    CHECK(line.gapText().contains("precision error ≈ 0.4 %"));
}

TEST_CASE("run: the status line follows a search, and says how far a latent path's ends are off",
          "[quick]") {
    ui::StatusLine line;
    line.showProgress({Stage::Search, 12, 40, 3.2});
    CHECK(line.progressText().toStdString() == "Searching the path … 12 / 40 · 3.2 s left");
    auto explanation = std::make_shared<Explanation>();
    explanation->completeness = {0.7, 0.1, 0.2, 0.7, 0.5};
    line.showEnd({RunEnd::Kind::Completed, explanation, {}});
    CHECK_FALSE(line.gapText().contains("reconstruction"));
    explanation->reconstruction = ReconstructionError{.baseline = 0.001, .input = 0.03125};
    line.showEnd({RunEnd::Kind::Completed, explanation, {}});
    CHECK(line.gapText().endsWith("reconstruction error 3.1 %"));
}

TEST_CASE("run: a click on a class explains it and marks it at once", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::ClassList& classes = window.requestPanel().classes();
    const QRect row = classes.visualItemRect(classes.item(1));
    QTest::mouseClick(classes.viewport(), Qt::LeftButton, {}, row.center());
    CHECK(fixture.engine().runs().back().request.target == "index:281");
    CHECK(classes.target() == 281);
    CHECK(classes.count() == 5);  // The picture and its classes are still those.
    CHECK_FALSE(window.pathPage().panes().shown());
}

TEST_CASE("run: every choice of the panel starts anew", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    const auto& runs = fixture.engine().runs();
    QTest::keyClick(window.findChild<QComboBox*>("objective"), Qt::Key_Down);
    CHECK(runs.back().request.objective == "logit");
    QTest::keyClick(window.findChild<QComboBox*>("baseline"), Qt::Key_Down);
    CHECK(runs.back().request.baselines == std::vector<BaselineSpec>{NamedBaseline::Mean});
    QTest::keyClick(window.findChild<QComboBox*>("method"), Qt::Key_Down);
    CHECK(runs.back().request.method == "ig");
    QTest::keyClick(&window, Qt::Key_F5);
    CHECK(runs.size() == 5);
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(runs.back().request.method == "sig");
}

TEST_CASE("run: scrolling past an input does not change it", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    auto* method = window.findChild<QComboBox*>("method");
    const QPointF middle = method->rect().center();
    QWheelEvent event(middle, method->mapToGlobal(middle), {}, {0, -120}, {}, {}, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(method, &event);
    CHECK(fixture.engine().newest() == 1);
    CHECK(method->currentIndex() == 0);
}

TEST_CASE("run: Escape cancels and keeps what there is", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverStarted(1);
    QTest::keyClick(&window, Qt::Key_Escape);
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{1});
    fixture.engine().deliverCancelled(1, 5);
    REQUIRE(fixture.waitForFrame(1, 1));
    CHECK(window.statusLine().progressText().contains("Cancelled after 5"));
    CHECK(window.session().result());
}

TEST_CASE("run: cancelled before there was anything", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    QTest::mouseClick(window.findChild<QPushButton*>("cancel"), Qt::LeftButton);
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{1});
    fixture.engine().deliverCancelledEmpty(1);
    REQUIRE(WindowFixture::waitFor([&] { return !window.session().running(); }));
    CHECK_FALSE(window.pathPage().panes().shown());
    CHECK_FALSE(window.session().result());
}

TEST_CASE("run: a failure is said inside the window and leaves it usable", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open("no_picture.txt");
    fixture.engine().deliverFailed(1, "no_picture.txt: is no picture.");
    REQUIRE(WindowFixture::waitFor([&] { return !window.messageBar().message().isEmpty(); }));
    CHECK(window.messageBar().message().toStdString() == "no_picture.txt: is no picture.");
    CHECK_FALSE(QApplication::activeModalWidget());
    window.open(WindowFixture::sample("coffee.png"));
    CHECK(window.messageBar().message().isEmpty());
    fixture.complete();
}

TEST_CASE("run: nothing of a replaced run ever shows", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    auto& engine = fixture.engine();
    window.open(WindowFixture::sample("chelsea.png"));
    engine.deliverStarted(1);
    engine.deliverNodes(1, 9);
    engine.deliverPreview(1, 9);
    // RunEvents of run 1 lies in the box, unread, when run 2 is asked for.
    window.open(WindowFixture::sample("coffee.png"));
    CHECK_FALSE(window.pathPage().panes().shown());
    engine.deliverProgress(1, 100, 129);
    engine.deliverPreview(1, 17);
    engine.deliverFailed(1, "late");
    engine.deliverStarted(2);
    REQUIRE(WindowFixture::waitFor([&] { return window.requestPanel().picture().hasPicture(); }));
    CHECK(window.pathPage().cursor().nodes().empty());
    CHECK_FALSE(window.pathPage().panes().shown());
    CHECK(window.messageBar().message().isEmpty());
    CHECK(window.session().running());
    engine.deliverCompleted(1, 17);
    engine.deliverPreview(2, 5);
    REQUIRE(fixture.waitForFrame(2, 1));
    CHECK(window.pathPage().panes().shown()->frame.accumulated == engine.subject(2).attribution);
    CHECK(window.pathPage().cursor().nodes().size() == 5);
}

TEST_CASE("run: a method without a path shows its map", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    auto* method = window.findChild<QComboBox*>("method");
    method->setCurrentIndex(method->findData("gradient-x-input"));
    fixture.complete();
    CHECK_FALSE(window.pathPage().panes().shown()->accumulated.isNull());
    CHECK(window.pathPage().panes().shown()->spectrum.isNull());
    CHECK_FALSE(window.pathPage().slider().isEnabled());
    CHECK(window.statusLine().gapText().isEmpty());
}

TEST_CASE("run: what a run had drawn before it failed does not come back", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverStarted(1);
    fixture.engine().deliverPreview(1, 5);
    REQUIRE(fixture.waitForFrame(1, 1));
    fixture.engine().deliverFailed(1, "the gradient is not finite");
    REQUIRE(WindowFixture::waitFor([&] { return fixture.shownAlpha() == -1; }));
    window.pathPage().cursor().setAlpha(0.5);
    WindowFixture::settle();
    CHECK(fixture.shownAlpha() == -1);
}
