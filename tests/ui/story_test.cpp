#include <QApplication>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/ui/window_fixture.h"
#include "ui/charts/gate_chart.h"
#include "ui/charts/side_charts.h"
#include "ui/controls/message_bar.h"
#include "ui/path/path_pane.h"
#include "ui/path/path_panes.h"
#include "ui/transport/alpha_slider.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// f of a path on which nothing happens, then everything, then nothing: 0.04 until 0.55, 0.92 from
/// 0.63 on.
QList<QPointF> oneRise() {
    return {{0, 0.04}, {0.3, 0.04}, {0.55, 0.04}, {0.59, 0.48}, {0.63, 0.92}, {1, 0.92}};
}

}  // namespace

TEST_CASE("chapters: the steepest rise and its sentence are made of the numbers", "[quick]") {
    const auto chapters = ui::chaptersOf(oneRise());
    REQUIRE(chapters.size() == 1);
    CHECK(chapters[0] == ui::PathPiece{0.55, 0.63, 0.04, 0.92});
    CHECK(ui::sentenceOf(chapters[0], "probability").toStdString() ==
          "The probability rises from 4.0 % to 92 % in 8.0 % of the path, α 0.55 – 0.63");
    CHECK(ui::sentenceOf(chapters[0], "logit").toStdString() ==
          "The logit rises from 0.0400 to 0.920 in 8.0 % of the path, α 0.55 – 0.63");
    CHECK(ui::sentenceOf({0, 0.55, 0.04, 0.0401}, "probability").toStdString() ==
          "The probability stays at 4.0 % over 55 % of the path, α 0.00 – 0.55");
    CHECK(ui::sentenceOf({0.63, 1, 0.92, 0.4}, {}).toStdString() ==
          "f falls from 0.920 to 0.400 in 37 % of the path, α 0.63 – 1.00");
    CHECK(ui::pieceAt(chapters, oneRise(), 0.6) == chapters[0]);
    CHECK(ui::pieceAt(chapters, oneRise(), 0.2) == ui::PathPiece{0, 0.55, 0.04, 0.04});
    CHECK(ui::pieceAt(chapters, oneRise(), 0.9) == ui::PathPiece{0.63, 1, 0.92, 0.92});
}

TEST_CASE("chapters: at most three, in order, and none of a steady rise", "[quick]") {
    CHECK(ui::chaptersOf({{0, 0}, {0.4, 0.4}, {1, 1}}).empty());
    CHECK(ui::chaptersOf({{0, 1}, {0.5, 1}, {1, 1}}).empty());
    CHECK(ui::chaptersOf({{0, 1}, {0.1, 0}, {1, 0}}).empty());
    QList<QPointF> stairs;
    for (int step = 0; step < 5; ++step) {
        stairs.append({0.2 * step, 0.2 * step});
        stairs.append({0.2 * step + 0.19, 0.2 * step});
    }
    stairs.append({1, 1});
    const auto chapters = ui::chaptersOf(stairs);
    REQUIRE(chapters.size() == ui::mostChapters);
    for (std::size_t k = 1; k < chapters.size(); ++k) CHECK(chapters[k - 1].to <= chapters[k].from);
}

TEST_CASE("story: the first path is played once from its start", "[quick]") {
    WindowFixture fixture;
    fixture.allowMotion();
    ui::MainWindow& window = fixture.show();
    ui::PathCursor& cursor = window.pathPage().cursor();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverStarted(1);
    fixture.engine().deliverCompleted(1);
    REQUIRE(WindowFixture::waitFor([&] { return cursor.playing(); }));
    CHECK(cursor.alpha() < 1);
    REQUIRE(WindowFixture::waitFor([&] { return cursor.alpha() > 0; }));
    QTest::keyClick(&window, Qt::Key_End);
    QTest::keyClick(&window, Qt::Key_F5);
    // The second one is measured as well, and stands still.
    const QSignalSpy measured(window.pathPage().findChild<ui::FrameWorker*>(),
                              &ui::FrameWorker::measured);
    fixture.complete();
    REQUIRE(WindowFixture::waitFor([&] { return !measured.isEmpty(); }));
    CHECK_FALSE(cursor.playing());
    CHECK(cursor.alpha() == 1);
}

TEST_CASE("story: nothing plays by itself with reduced motion", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    const QSignalSpy measured(window.pathPage().findChild<ui::FrameWorker*>(),
                              &ui::FrameWorker::measured);
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.complete();
    REQUIRE(WindowFixture::waitFor([&] { return !measured.isEmpty(); }));
    CHECK_FALSE(window.pathPage().cursor().playing());
    CHECK(window.pathPage().cursor().alpha() == 1);
}

TEST_CASE("story: marks and keys go to the steepest rise, and the sentence follows", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();  // f rises as an S around α = 0.45.
    const auto* sentence = window.findChild<QLabel*>("sentence");
    REQUIRE(sentence->isVisible());
    QTest::keyClick(&window, Qt::Key_Home);
    const QString before = sentence->text();
    CHECK(before.startsWith("The probability rises from 2.0 % to "));
    QTest::keyClick(&window, Qt::Key_Right, Qt::ControlModifier);
    const double start = window.pathPage().cursor().alpha();
    // From 5/16 to 9/16 the S rises by more than 2/16 of its range from node to node.
    CHECK(start == 5.0 / 16);
    CHECK(sentence->text() != before);
    CHECK(sentence->text().contains("α 0.31 – 0.56"));
    QTest::keyClick(&window, Qt::Key_End);
    ui::AlphaSlider& slider = window.pathPage().slider();
    QTest::mouseClick(&slider, Qt::LeftButton, {},
                      QPoint(qRound(slider.positionOf(start)) + 2, slider.height() - 4));
    CHECK(window.pathPage().cursor().alpha() == start);
}

TEST_CASE("story: a mark tells its sentence under the pointer, the rest of the scrubber its own",
          "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::AlphaSlider& slider = window.pathPage().slider();
    const auto toldAt = [&slider](const QPoint& position) {
        QHelpEvent help(QEvent::ToolTip, position, slider.mapToGlobal(position));
        QApplication::sendEvent(&slider, &help);
        return QToolTip::text().replace('\n', ' ');  // It is wrapped.
    };
    const QPoint mark(qRound(slider.positionOf(5.0 / 16)), slider.height() - 4);
    CHECK(toldAt(mark).startsWith("The probability rises from "));
    CHECK(toldAt(mark).contains("α 0.31 – 0.56"));
    CHECK(toldAt({qRound(slider.positionOf(0.9)), 8}).startsWith("α along the path"));
    QToolTip::hideText();
}

TEST_CASE("story: the pace is chosen in the transport bar", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::PathCursor& cursor = window.pathPage().cursor();
    cursor.setFramesPerSecond(1000);
    const auto alphas = [&] {
        std::vector<double> seen;
        QObject watcher;
        QObject::connect(&cursor, &ui::PathCursor::alphaChanged, &watcher,
                         [&](double alpha) { seen.push_back(alpha); });
        cursor.play();
        REQUIRE(WindowFixture::waitFor([&] { return !cursor.playing(); }));
        return seen;
    };
    const auto largestPause = [](const std::vector<double>& seen) {
        double largest = 0;
        for (std::size_t k = 1; k < seen.size(); ++k)
            largest = std::max(largest, seen[k] - seen[k - 1]);
        return largest;
    };
    const double even = 1.0 / ui::PathCursor::framesPerPass;
    CHECK(largestPause(alphas()) > 1.2 * even);
    auto* pace = window.findChild<QComboBox*>("pace");
    pace->setFocus();
    QTest::keyClick(pace, Qt::Key_Down);
    CHECK(pace->currentText() == "by α");
    CHECK(largestPause(alphas()) == Approx(even));
}

TEST_CASE("story: the first start shows a stored result, later ones the empty state", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.firstResult = WindowFixture::sample("shown.npz");
    ui::MainWindow* window = &fixture.show(options);
    REQUIRE(WindowFixture::waitFor([&] { return window->session().result() != nullptr; }));
    CHECK(fixture.engine().runs().empty());
    REQUIRE(WindowFixture::waitFor([&] { return window->pathPage().panes().shown() != nullptr; }));
    // What it lacks is not the method's fault.
    CHECK(window->pathPage().sideCharts().gates().placeholder().contains("computed again"));
    auto* remedy = window->findChild<QPushButton*>("remedy");
    REQUIRE(remedy->isVisible());
    CHECK(remedy->text() == "Compute the path again");
    window = &fixture.show(options);
    CHECK_FALSE(window->session().result());
    CHECK_FALSE(window->pathPage().isVisible());
}

TEST_CASE("story: a first result with maps along its path tells all of it without computing",
          "[quick]") {
    WindowFixture fixture;
    fixture.allowMotion();
    ui::WindowOptions options;
    options.firstResult = WindowFixture::sample("mapped.npz");
    ui::MainWindow& window = fixture.show(options);
    ui::PathPage& page = window.pathPage();
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().askedPaths().size() == 1; }));
    CHECK_FALSE(page.slider().isEnabled());
    CHECK(window.messageBar().message().contains("comes with Sigscope"));

    fixture.engine().deliverPath(0);
    REQUIRE(WindowFixture::waitFor([&] { return page.slider().isEnabled(); }));
    CHECK(window.session().result()->trace != nullptr);
    // It plays by itself, once, from its start.
    REQUIRE(WindowFixture::waitFor([&] { return page.cursor().playing(); }));
    QTest::keyClick(&window, Qt::Key_End);
    const auto allFour = [&page] {
        const ui::PathFrame& frame = *page.panes().shown();
        return !frame.point.isNull() && !frame.spectrum.isNull() && !frame.step.isNull() &&
               !frame.accumulated.isNull() && frame.frame.alpha == 1;
    };
    REQUIRE(WindowFixture::waitFor(allFour));
    CHECK(page.sideCharts().gates().placeholder().isEmpty());
    CHECK(fixture.engine().runs().empty());
    CHECK(window.messageBar().message().contains("comes with Sigscope"));
}

TEST_CASE("story: where the path of a result cannot be made anew, that is said with the remedy",
          "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.firstResult = WindowFixture::sample("mapped.npz");
    ui::MainWindow& window = fixture.show(options);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().askedPaths().size() == 1; }));
    fixture.engine().deliverNoPath(0);
    REQUIRE(WindowFixture::waitFor(
        [&] { return window.messageBar().message().contains("the way there was not kept"); }));
    CHECK(window.findChild<QPushButton*>("remedy")->text() == "Compute the path again");
    CHECK_FALSE(window.pathPage().slider().isEnabled());
}

TEST_CASE("story: a path that is made anew too late is not shown", "[quick]") {
    WindowFixture fixture;
    ui::WindowOptions options;
    options.firstResult = WindowFixture::sample("mapped.npz");
    ui::MainWindow& window = fixture.show(options);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().askedPaths().size() == 1; }));
    window.open(WindowFixture::sample("coffee.png"));
    fixture.complete();
    const auto result = window.session().result();
    fixture.engine().deliverPath(0);
    WindowFixture::settle();
    CHECK(window.session().result() == result);
}
