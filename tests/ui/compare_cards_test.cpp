// Cards that are edited, added, moved, copied and removed, and compared two by two.

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/fake_trace.h"
#include "tests/ui/compare_fixture.h"
#include "ui/compare/card_grid.h"
#include "ui/compare/card_map.h"
#include "ui/compare/compare_foot.h"
#include "ui/compare/compared_columns.h"
#include "ui/compare/comparison_sets.h"
#include "ui/compare/correlation_table.h"
#include "ui/compare/pair_view.h"
#include "ui/compare/path_alignment.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/request_panel.h"
#include "ui/transport/path_cursor.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::ComparedFixture;
using sigscope::test::FakeEngine;
using sigscope::test::WindowFixture;
using State = ui::ComparedColumn::State;

namespace {

std::vector<std::string> methodsIn(ui::ComparePage& page) {
    std::vector<std::string> methods;
    for (const ui::ComparedColumn& column : page.runs().columns())
        methods.push_back(column.column.request.method);
    return methods;
}

QPoint middleOfMap(ui::CompareCard& card) {
    return card.findChild<ui::CardMap*>()->geometry().center();
}

/// From a place of one card to the middle of another.
void dragCard(ui::CompareCard& card, const QPoint& from, ui::CompareCard& to) {
    const QPoint target = card.mapFromGlobal(to.mapToGlobal(to.rect().center()));
    QTest::mousePress(&card, Qt::LeftButton, {}, from);
    const auto move = [&](const QPoint& place) {
        QMouseEvent event(QEvent::MouseMove, QPointF(place), QPointF(card.mapToGlobal(place)),
                          Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&card, &event);
    };
    move(from + QPoint(QApplication::startDragDistance(), 0));
    move(target);
    QTest::mouseRelease(&card, Qt::LeftButton, {}, target);
}

/// Triggers an entry of the popup that is open.
void chooseEntry(const QString& text) {
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    REQUIRE(menu);
    for (QAction* action : menu->actions())
        if (action->text() == text) {
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            return;
        }
    FAIL("no entry " << text.toStdString());
}

void openMenuOf(ui::CompareCard& card) {
    QContextMenuEvent event(QContextMenuEvent::Mouse, middleOfMap(card),
                            card.mapToGlobal(middleOfMap(card)));
    QApplication::sendEvent(&card, &event);
}

QComboBox* comboNamed(QWidget& root, const QString& name) {
    for (QComboBox* combo : root.findChildren<QComboBox*>())
        if (combo->accessibleName() == name) return combo;
    return nullptr;
}

int sideOf(ComparedFixture& fixture, std::size_t cards) {
    fixture.page().compare(
        std::vector<ComparisonColumn>(cards, {"IG", fixture.request(), nullptr, {}}));
    return fixture.card(0).findChild<ui::CardMap*>()->width();
}

}  // namespace

TEST_CASE("compare: by share of Δf a path is where f has come that far", "[quick]") {
    const auto subject = sigscope::test::fakeSubject(WindowFixture::sample("chelsea.png"), 16);
    const auto trace = std::make_shared<sigscope::test::FakeTrace>(subject, 129);
    const ui::PathAlignment alignment(trace, ui::Alignment::Change);
    for (const double share : {0.1, 0.5, 0.9}) {
        const double f = subject->fStart + share * (subject->fEnd - subject->fStart);
        // f is read between nodes: an S's curvature over 1/128 of the path.
        CHECK(subject->f(alignment.alphaAt(share)) == Approx(f).margin(1e-3));
    }
    CHECK(alignment.alphaAt(1) == 1);
    CHECK(ui::PathAlignment(trace, ui::Alignment::Alpha).alphaAt(0.3) == 0.3);
}

TEST_CASE("compare: by length a path's share grows with α from its start to its end", "[quick]") {
    const auto subject = sigscope::test::fakeSubject(WindowFixture::sample("chelsea.png"), 16);
    const auto trace = std::make_shared<sigscope::test::FakeTrace>(subject, 17);
    const ui::PathAlignment alignment(trace, ui::Alignment::Length);
    double before = alignment.alphaAt(0);
    for (const double share : {0.25, 0.5, 0.75, 1.0}) {
        CHECK(alignment.alphaAt(share) > before);
        before = alignment.alphaAt(share);
    }
    CHECK(before == 1);
    // Its steps are no longer alike: the picture brightens as √α.
    CHECK(alignment.alphaAt(0.5) != Approx(0.5).margin(0.01));
}

TEST_CASE("compare: the scrubber's meaning is chosen, and cards say where their path is",
          "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    QComboBox* by = comboNamed(fixture.page(), "Paths beside each other by");
    REQUIRE(by);
    by->setFocus();
    fixture.page().setShare(0.5);
    QTest::keyClick(by, Qt::Key_End);
    CHECK(by->currentText() == "by share of Δf");
    REQUIRE(WindowFixture::waitFor([&] { return !fixture.card(0).note().isEmpty(); }));
    REQUIRE(WindowFixture::waitFor([&] { return fixture.card(0).note().startsWith("α"); }));
    CHECK(fixture.card(2).note() == "no path: stands still");
}

TEST_CASE("compare: W wipes the selected map over the next, and shows the cards again", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    ui::ComparePage& page = fixture.page();
    QTest::mouseClick(&fixture.card(0), Qt::LeftButton, {}, middleOfMap(fixture.card(0)));
    CHECK(fixture.card(0).isSelected());
    QTest::keyClick(&fixture.card(0), Qt::Key_W);
    REQUIRE(page.pair());
    ui::PairView& pair = *page.pair();
    CHECK(pair.mode() == ui::PairView::Mode::Wipe);
    CHECK(pair.divider() == 0.5);
    QTest::mouseClick(&pair.canvas(), Qt::LeftButton, {}, QPoint(0, 10));
    CHECK(pair.divider() == 0);
    const auto rgb = [](const QImage& image) {
        return image.convertToFormat(QImage::Format_RGB32);
    };
    CHECK(pair.shown() == rgb(fixture.card(1).map()));
    QTest::keyClick(&pair.canvas(), Qt::Key_Right);
    CHECK(pair.divider() == Approx(0.05));
    QTest::keyClick(&pair.canvas(), Qt::Key_W);
    CHECK(page.pair() == nullptr);
}

TEST_CASE("compare: Shift and a click choose the second map, and D subtracts it", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    ui::ComparePage& page = fixture.page();
    QTest::mouseClick(&fixture.card(2), Qt::LeftButton, {}, middleOfMap(fixture.card(2)));
    QTest::mouseClick(&fixture.card(0), Qt::LeftButton, Qt::ShiftModifier,
                      middleOfMap(fixture.card(0)));
    CHECK(page.grid().selected() == 2);
    CHECK(page.grid().second() == 0);
    QTest::keyClick(&fixture.card(2), Qt::Key_D);
    REQUIRE(page.pair());
    CHECK(page.pair()->mode() == ui::PairView::Mode::Difference);
    // All runs of the fake engine have the same map: nothing is left, which is white.
    const QImage shown = page.pair()->shown().convertToFormat(QImage::Format_RGB32);
    CHECK(QColor(shown.pixel(3, 3)).lightness() > 240);
    CHECK(QColor(shown.pixel(16, 16)) == QColor(shown.pixel(3, 3)));
    QTest::keyClick(&page.pair()->canvas(), Qt::Key_D);
    CHECK(page.pair() == nullptr);
}

TEST_CASE("compare: while X is held the second map stands in the first one's place", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    for (const RunId run : {1, 2}) fixture.complete(run, run - 1);
    // Two maps that differ: one whole, one at its start.
    auto& card = fixture.card(2);
    fixture.engine().deliverStarted(3);
    QTest::mouseClick(&fixture.card(0), Qt::LeftButton, {}, middleOfMap(fixture.card(0)));
    QTest::mouseClick(&card, Qt::LeftButton, Qt::ShiftModifier, middleOfMap(card));
    const QImage first = fixture.card(0).map();
    REQUIRE(card.map().isNull());
    QTest::keyPress(&fixture.card(0), Qt::Key_X);
    CHECK(fixture.card(0).map().isNull());
    QTest::keyRelease(&fixture.card(0), Qt::Key_X);
    CHECK(fixture.card(0).map() == first);
}

TEST_CASE("compare: a map dragged onto a map is wiped over it, a header moves the card",
          "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    ui::ComparePage& page = fixture.page();
    WindowFixture::settle();  // The cards take their places.
    dragCard(fixture.card(0), QPoint(20, 10), fixture.card(2));
    CHECK(page.pair() == nullptr);
    CHECK(methodsIn(page) == std::vector<std::string>{"ig", "gradient-x-input", "sig"});
    CHECK(fixture.card(2).title() == "Spectral IG");
    WindowFixture::settle();
    dragCard(fixture.card(0), middleOfMap(fixture.card(0)), fixture.card(1));
    REQUIRE(page.pair());
    CHECK(page.grid().selected() == 0);
    CHECK(page.grid().second() == 1);
}

TEST_CASE("compare: a cell of the table wipes its pair", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    auto* table = &fixture.waitForCorrelations();
    WindowFixture::settle();
    QTest::mouseClick(table, Qt::LeftButton, {}, table->cellOf(2, 0));
    REQUIRE(fixture.page().pair());
    CHECK(fixture.page().grid().selected() == 0);
    CHECK(fixture.page().grid().second() == 2);
}

TEST_CASE("compare: arrows select, S changes the scale, Ctrl+D duplicates, Del removes",
          "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    ui::ComparePage& page = fixture.page();
    QTest::mouseClick(&fixture.card(0), Qt::LeftButton, {}, middleOfMap(fixture.card(0)));
    QTest::keyClick(&fixture.card(0), Qt::Key_Right);
    CHECK(page.grid().selected() == 1);
    QTest::keyClick(&fixture.card(1), Qt::Key_S);
    CHECK(page.view().scale == ui::ComparisonScale::Map);
    const ui::CompareCard* third = page.cards()[2];
    QTest::keyClick(&fixture.card(1), Qt::Key_D, Qt::ControlModifier);
    REQUIRE(page.cards().size() == 4);
    // It is remembered, and the others are what they were.
    CHECK(fixture.column(3).state == State::Done);
    CHECK(fixture.card(3).title() == "Integrated gradients (2)");
    CHECK(page.grid().selected() == 3);
    CHECK(page.cards()[2] == third);
    CHECK(fixture.engine().runs().size() == 3);
    QTest::keyClick(&fixture.card(3), Qt::Key_Delete);
    CHECK(page.cards().size() == 3);
    CHECK(methodsIn(page) == std::vector<std::string>{"sig", "ig", "gradient-x-input"});
}

TEST_CASE("compare: a card's menu duplicates, copies and removes", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    openMenuOf(fixture.card(1));
    chooseEntry("Copy the recipe");
    CHECK(QApplication::clipboard()->text() == "{}");
    openMenuOf(fixture.card(1));
    chooseEntry("Copy as command");
    CHECK(QApplication::clipboard()->text().contains("--method ig"));
    openMenuOf(fixture.card(1));
    chooseEntry("Duplicate");
    CHECK(fixture.page().cards().size() == 4);
    openMenuOf(fixture.card(0));
    chooseEntry("Remove");
    CHECK(methodsIn(fixture.page()) == std::vector<std::string>{"ig", "gradient-x-input", "ig"});
}

TEST_CASE("compare: one more card leaves those that run as they are", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    fixture.complete(1, 0);
    fixture.engine().deliverStarted(2);
    fixture.engine().deliverProgress(2, 61, 129);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.column(1).state == State::Running; }));
    QTest::mouseClick(fixture.page().findChild<QPushButton*>("compareAdd"), Qt::LeftButton);
    chooseEntry("Integrated gradients");
    REQUIRE(fixture.page().cards().size() == 4);
    CHECK(fixture.engine().cancelled().empty());
    CHECK(fixture.column(1).state == State::Running);
    CHECK(fixture.card(1).status().contains("61/129"));
    CHECK(fixture.card(3).title() == "Integrated gradients (2)");
    CHECK(fixture.engine().runs().size() == 4);
}

TEST_CASE("compare: the panel edits the selected card alone", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::ComparePage& page = window.comparePage();
    QTest::keyClick(&window, Qt::Key_2);
    QTest::mouseClick(page.findChild<QPushButton*>("compareFast"), Qt::LeftButton);
    REQUIRE(page.cards().size() == 3);
    const RunId first = fixture.engine().newest() - 1;  // SIG is remembered.
    REQUIRE(page.runs().columns()[0].state == State::Done);
    QTest::mouseClick(page.cards()[1], Qt::LeftButton, {}, middleOfMap(*page.cards()[1]));
    auto* method = window.requestPanel().findChild<QComboBox*>("method");
    CHECK(method->currentData() == "ig");
    auto* objective = window.requestPanel().findChild<QComboBox*>("objective");
    QTest::keyClick(objective, Qt::Key_Down);
    CHECK(page.runs().columns()[1].column.request.objective == "logit");
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{first});
    CHECK(fixture.engine().runs().back().request.objective == "logit");
    CHECK(page.runs().columns()[0].column.request.objective == "probability");
    CHECK(window.session().request().objective == "probability");
    // Back in the Path view, the panel shows that view's request.
    QTest::keyClick(&window, Qt::Key_1);
    CHECK(method->currentData() == "sig");
    CHECK(objective->currentData() == "probability");
}

TEST_CASE("compare: different f have no one scale, and the list says why", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    QComboBox* scale = comboNamed(fixture.page(), "Scale");
    CHECK(fixture.page().view().scale == ui::ComparisonScale::One);
    QTest::mouseClick(&fixture.card(0), Qt::LeftButton, {}, middleOfMap(fixture.card(0)));
    fixture.page().editor()->setObjective("logit");
    CHECK(fixture.page().view().scale == ui::ComparisonScale::Map);
    CHECK(scale->toolTip() == "Maps of different f have no common scale");
    scale->setFocus();
    QTest::keyClick(scale, Qt::Key_Home);
    CHECK(fixture.page().view().scale != ui::ComparisonScale::One);
    fixture.page().editor()->setObjective("probability");
    CHECK(scale->toolTip().isEmpty());
    QTest::keyClick(scale, Qt::Key_Home);
    CHECK(fixture.page().view().scale == ui::ComparisonScale::One);
}

TEST_CASE("compare: several pictures are columns by their names, under one crosshair and one scale",
          "[quick]") {
    ComparedFixture fixture;
    ExplainRequest shown = fixture.request();
    shown.target = classOfIndex(281);
    const auto coffee = WindowFixture::sample("coffee.png");
    const auto columns = ui::columnsByPicture(shown, {shown.image, coffee, "other/coffee.png"});
    CHECK(columns[2].title == "coffee.png (2)");
    CHECK(columns[1].request.target == ExplainRequest().target);  // Each its likeliest class.
    fixture.page().compare({columns[0], columns[1]});
    for (const RunId run : {1, 2}) fixture.complete(run, run - 1);
    CHECK(fixture.card(0).title() == "chelsea.png");
    CHECK(fixture.card(1).title() == "coffee.png");
    CHECK(fixture.page().view().scale == ui::ComparisonScale::One);

    auto* map = fixture.card(0).findChild<ui::CardMap*>();
    const QPoint middle = map->rect().center();
    QMouseEvent move(QEvent::MouseMove, QPointF(middle), QPointF(map->mapToGlobal(middle)),
                     Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(map, &move);
    const auto labels = fixture.page().findChildren<QLabel*>();
    CHECK(std::ranges::any_of(labels, [](const QLabel* label) {
        return label->text().startsWith("x ") && label->text().contains("chelsea.png ") &&
               label->text().contains("coffee.png ");
    }));

    QTest::mouseClick(&fixture.card(1), Qt::LeftButton, {}, middleOfMap(fixture.card(1)));
    fixture.page().editor()->setObjective("logit");
    CHECK(fixture.page().view().scale == ui::ComparisonScale::Map);
    CHECK(comboNamed(fixture.page(), "Scale")->toolTip() ==
          "Maps of different f have no common scale");
    // It is not of the picture that is shown: another one ends nothing.
    shown.image = coffee;
    fixture.page().setSubject(shown, nullptr);
    CHECK(fixture.page().cards().size() == 2);
}

TEST_CASE("compare: where memory was short the card offers less of it", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    fixture.engine().deliverFailed(1, "not enough memory", FailureCause::Memory);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.column(0).state == State::Failed; }));
    auto* retry = fixture.card(0).findChild<QPushButton*>();
    CHECK(retry->text() == "Retry within 256 MB");
    QTest::mouseClick(retry, Qt::LeftButton);
    REQUIRE(fixture.engine().runs().size() == 4);
    CHECK(fixture.engine().runs()[3].request.memoryBudget == 256LL << 20);
    // The others' runs go on.
    CHECK(fixture.engine().cancelled().empty());
    fixture.engine().deliverFailed(2, "chelsea.png: is gone");
    REQUIRE(WindowFixture::waitFor([&] { return fixture.column(1).state == State::Failed; }));
    CHECK(fixture.card(1).findChild<QPushButton*>()->text() == "Try again");
}

TEST_CASE("compare: a map that was cancelled says how far it is to be trusted", "[quick]") {
    ComparedFixture fixture;
    fixture.engine().setMapError(0.45);
    fixture.click("compareFast");
    fixture.engine().deliverStarted(1);
    fixture.click("compareCancel");
    fixture.engine().deliverCancelled(1, 3);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.column(0).state == State::Partial; }));
    CHECK(fixture.card(0).status().startsWith("partial, error ≈ 45 %"));
    CHECK_FALSE(fixture.card(0).map().isNull());
}

TEST_CASE("compare: up to four cards are large, up to ten middling, more are small", "[quick]") {
    ComparedFixture fixture;
    fixture.page().resize(1600, 700);
    WindowFixture::settle();
    CHECK(sideOf(fixture, 4) == 225);
    CHECK(sideOf(fixture, 5) == 180);
    CHECK(sideOf(fixture, 10) == 180);
    CHECK(sideOf(fixture, 11) == 150);
}

TEST_CASE("compare: cards are a little smaller where that saves a row", "[quick]") {
    ComparedFixture fixture;
    fixture.page().resize(960, 700);
    WindowFixture::settle();
    const int four = sideOf(fixture, 4);
    CHECK(four < 225);
    CHECK(four >= 0.85 * 225);
    CHECK(fixture.page().grid().perRow() == 4);
    CHECK(sideOf(fixture, 3) == 225);
}

TEST_CASE("compare: Space plays along all paths, Home and End go to their ends", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    auto* foot = fixture.page().findChild<ui::CompareFoot*>();
    fixture.card(0).setFocus();
    QTest::keyClick(&fixture.card(0), Qt::Key_Home);
    CHECK(foot->share() == 0);
    QTest::keyClick(&fixture.card(0), Qt::Key_Space);
    CHECK(foot->cursor().playing());
    REQUIRE(WindowFixture::waitFor([&] { return foot->share() > 0; }));
    QTest::keyClick(&fixture.card(0), Qt::Key_Space);
    CHECK_FALSE(foot->cursor().playing());
    QTest::keyClick(&fixture.card(0), Qt::Key_End);
    CHECK(foot->share() == 1);
    QTest::mouseClick(foot->findChild<QToolButton*>("compare-previous"), Qt::LeftButton);
    CHECK(foot->share() == 0.95);
}

TEST_CASE("compare: the table of correlations is as wide as its cells", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    auto* table = &fixture.waitForCorrelations();
    // What windows of 900 × 600 and of 1280 × 800 leave it.
    for (const QSize size : {QSize(588, 490), QSize(968, 690)}) {
        INFO(size.width());
        fixture.page().resize(size);
        WindowFixture::settle();
        CHECK(table->visibleRegion().boundingRect().size() == table->sizeHint());
    }
}

TEST_CASE("compare: ten maps' table of correlations does not scroll, however narrow", "[quick]") {
    ui::CompareFoot foot;
    foot.resize(572, 300);
    foot.show();
    QStringList titles;
    for (int i = 0; i < 10; ++i) titles << "Integrated gradients";
    foot.showCorrelations(titles,
                          CorrelationMatrix(10, std::vector<std::optional<double>>(10, -0.55)));
    const auto* table = foot.findChild<ui::CorrelationTable*>();
    REQUIRE(table);
    // What windows of 900 × 600 and of 1280 × 800 leave it.
    for (const int width : {572, 952}) {
        INFO(width);
        foot.resize(width, 300);
        WindowFixture::settle();
        CHECK(table->visibleRegion().boundingRect().size() == table->sizeHint());
        // The figures fit into their cells: the zero is left out where "−0.55" does not.
        const int cell = table->cellOf(1, 9).x() - table->cellOf(0, 9).x();
        const QString figure = width == 572 ? "−.55" : "−0.55";
        CHECK(QFontMetrics(table->font()).horizontalAdvance(figure) <= cell);
    }
}

TEST_CASE("compare: a cell's tooltip names its two maps, in the words of the table", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    auto* table = &fixture.waitForCorrelations();
    WindowFixture::settle();
    const QString said = table->toolTipAt(table->cellOf(0, 1)).section('\n', 0, 0);
    CHECK(said.startsWith("Spectral IG and Integrated gradients: "));
    // The figure is that of the first row, as a screen reader is told it.
    const QString figure = said.section(": ", 1);
    CHECK(table->accessibleDescription().section(';', 0, 0).section(", ", 1, 1) == figure);
    // Beside the cells it tells what they are.
    CHECK(table->toolTipAt(QPoint(table->width() - 1, 1)) == table->toolTip());
}

TEST_CASE("compare: all traces together may take a gibibyte, whatever is added", "[quick]") {
    ComparedFixture fixture;
    fixture.page().compare(
        std::vector<ComparisonColumn>(10, {"IG", fixture.request(), nullptr, {}}));
    CHECK(fixture.page().runs().traceBytes() <= ui::ComparisonRuns::traceBudget);
    const std::int64_t ofOne = fixture.engine().runs()[0].request.traceBudget;
    // 129 gradients at 224 × 224 in half precision, and a map for each 16 of them.
    constexpr std::int64_t gradient = 3 * 224 * 224 * 2;
    CHECK(ofOne >= 100 * gradient);
    for (int i = 0; i < 3; ++i) fixture.page().runs().add({"IG", fixture.request()});
    CHECK(fixture.page().runs().traceBytes() <= ui::ComparisonRuns::traceBudget);
    CHECK(fixture.engine().runs().back().request.traceBudget < ofOne);
}

TEST_CASE("compare: methods, models, baselines, classes and values are offered as sets",
          "[quick]") {
    FakeEngine engine;
    engine.editCatalogue().models = {{"a", "A", "", "a.safetensors"}, {"b", "B", "", ""}};
    ExplainRequest shown;
    Scene scene;
    scene.top = {{3, "cat", 0.75, 2.5}, {1, "dog", 0.25, -1}};
    scene.target = scene.top[1];
    shown.target = classOfIndex(1);
    const auto fields = ui::variedFields(shown, engine.catalogue(), &scene);
    QStringList titles;
    for (const ui::ComparisonSet& set : fields[0].sets) titles << set.title;
    CHECK(titles == QStringList{"The paper’s ten", "Fast four", "Backward", "Perturbation", "All"});
    CHECK(fields[0].sets[4].columns.size() == 3);
    // Of models those that are installed, which look for the class by its name.
    REQUIRE(fields[1].sets[0].columns.size() == 1);
    CHECK(fields[1].sets[0].columns[0].request.target == "label:dog");
    CHECK(fields[3].sets[0].columns.size() == 2);
    const auto& overlaps = fields[4].sets[0].columns;
    REQUIRE(overlaps.size() == 5);
    CHECK(overlaps[1].title == "λ 0.25");
    CHECK(std::get<double>(overlaps[4].request.parameters.at("overlap")) == 1);
    const auto& steps = fields[4].sets[1].columns;
    REQUIRE(steps.size() == 5);
    CHECK(std::get<std::int64_t>(steps[2].request.parameters.at("steps")) == 129);
    CHECK(fields[4].sets[2].columns.size() == 2);  // The two rules.
}

TEST_CASE("compare: the empty page says what a set takes once that is known", "[quick]") {
    ComparedFixture fixture;
    auto* fast = fixture.page().findChild<QPushButton*>("compareFast");
    CHECK(fast->text() == "Fast four ≈ …");
    CHECK_FALSE(fixture.page().findChild<QPushButton*>("compareModels")->isEnabled());
    fixture.compareThree();
    fixture.engine().setResultBudget(0);  // Nothing is remembered: all are to be computed.
    fixture.click("compareNew");
    // Three methods, which took 4.2 s each.
    CHECK(fast->text() == "Fast four ≈ 13 s");
}

TEST_CASE("compare: ten methods are exported within six clicks from the start", "[quick]") {
    WindowFixture fixture;
    const MethodSpec ig = *fixture.engine().catalogue().method("ig");
    for (const std::string& name : ui::paperMethods()) {
        if (fixture.engine().catalogue().method(name)) continue;
        MethodSpec method = ig;
        method.name = method.title = name;
        fixture.engine().editCatalogue().methods.push_back(method);
    }
    const std::filesystem::path file = fixture.folder() / "ten.csv";
    int clicks = 0;
    ui::WindowOptions options;
    options.samplesFolder = SIGSCOPE_SAMPLES;
    options.askSaveFile = [&](QWidget*, const std::filesystem::path& proposal) {
        CHECK(proposal.filename() == "chelsea_compared.png");
        ++clicks;  // On the dialog's "Save".
        return file;
    };
    ui::MainWindow& window = fixture.show(options);
    const auto click = [&](QWidget* widget, const QPoint& place = {}) {
        REQUIRE(widget);
        REQUIRE(widget->isVisible());
        ++clicks;
        QTest::mouseClick(widget, Qt::LeftButton, {}, place);
    };
    click(window.findChild<QToolButton*>("chelsea"));
    fixture.complete();
    auto* tabs = window.findChild<QTabBar*>();
    click(tabs, tabs->tabRect(1).center());
    ui::ComparePage& page = window.comparePage();
    const RunId before = fixture.engine().newest();
    click(page.findChild<QPushButton*>("comparePaper"));
    REQUIRE(page.cards().size() == 10);
    for (RunId run = before + 1; run <= fixture.engine().newest(); ++run) {
        fixture.engine().deliverStarted(run);
        fixture.engine().deliverCompleted(run);
    }
    REQUIRE(WindowFixture::waitFor([&] { return !page.runs().running(); }));
    click(page.findChild<QPushButton*>("compareSave"));
    REQUIRE(WindowFixture::waitFor([&] { return !window.messageBar().message().isEmpty(); }));
    CHECK(window.messageBar().message().toStdString() == "Saved " + file.string());
    CHECK(std::filesystem::file_size(file) > 0);
    CHECK(clicks <= 6);
}
