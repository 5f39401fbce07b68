// Maps measured against each other: what is asked of the engine, and what of it shows.

#include "ui/evaluate/evaluate_page.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <catch2/catch.hpp>
#include <numeric>

#include "tests/ui/evaluate_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/evaluate/evaluation_table.h"
#include "ui/evaluate/removed_view.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

using namespace sigscope;
using sigscope::test::FakeEngine;
using sigscope::test::mapOf;
using sigscope::test::WindowFixture;
using MapState = ui::EvaluatedMap::State;

namespace {

constexpr int side = sigscope::test::measuredSide;

/// A map whose curve falls from 0.75 to 0 in four steps, and that scores `diffId`.
std::shared_ptr<const MapEvaluation> evaluationOf(double diffId) {
    auto evaluation = std::make_shared<MapEvaluation>();
    for (int i = 0; i <= 4; ++i) {
        const double share = i / 4.0;
        evaluation->deletion.push_back({share, 0.75 * (1 - share), {{1, "tabby", 0.5, 1}}});
        evaluation->insertion.push_back({share, 0.75 * share, {{2, "dog", 0.25, 1}}});
    }
    evaluation->insertionArea.value = evaluation->deletionArea.value = 0.375;
    evaluation->diffId.value = diffId;
    auto removal = std::make_shared<PixelRemoval>();
    removal->places.resize(std::size_t{side} * side);
    std::iota(removal->places.begin(), removal->places.end(), 0);
    removal->fill = Array(3, side, side);
    evaluation->removal = removal;
    return evaluation;
}

/// A page that is offered maps, on an engine whose evaluations a test lets end.
class EvaluateFixture {
public:
    explicit EvaluateFixture(std::vector<ui::MapsToEvaluate::Map> maps) {
        m_page.resize(1000, 700);
        m_page.offer(std::move(maps));
        m_page.show();
    }

    [[nodiscard]] ui::EvaluatePage& page() { return m_page; }
    [[nodiscard]] FakeEngine& engine() { return m_engine; }
    [[nodiscard]] const ui::EvaluatedMap& map(std::size_t i) { return m_page.runs().maps().at(i); }
    [[nodiscard]] QString cell(int row, ui::ScoreColumn column) {
        return m_page.results().table().item(row, static_cast<int>(column))->text();
    }
    [[nodiscard]] QPushButton& runButton() {
        auto* button = m_page.findChild<QPushButton*>("evaluateRun");
        REQUIRE(button);
        return *button;
    }
    void run() { QTest::mouseClick(&runButton(), Qt::LeftButton); }

    void complete(std::size_t i, double diffId) {
        const auto& asked = m_engine.evaluations().at(i);
        asked.observer->completed(asked.id, evaluationOf(diffId));
        REQUIRE(WindowFixture::waitFor([&] { return map(i).state == MapState::Done; }));
    }
    void completeAll(const std::vector<double>& diffIds) {
        for (std::size_t i = 0; i < diffIds.size(); ++i) complete(i, diffIds[i]);
        REQUIRE(WindowFixture::waitFor([&] { return !m_page.results().table().rows().empty(); }));
    }

private:
    FakeEngine m_engine;
    ui::EvaluatePage m_page{m_engine};
};

/// Two maps, then five controls about 0.
std::vector<double> twoMaps() {
    return {0.25, 0.75, 0.0, 0.125, -0.125, 0.0, 0.0};
}

}  // namespace

TEST_CASE("evaluate: nothing can be measured before there is a map", "[quick]") {
    EvaluateFixture fixture({});
    CHECK_FALSE(fixture.runButton().isEnabled());
    fixture.page().offer({mapOf("sig")});
    CHECK(fixture.runButton().isEnabled());
}

TEST_CASE("evaluate: a run asks for each map and each control, with what was chosen", "[quick]") {
    EvaluateFixture fixture({mapOf("sig"), mapOf("ig")});
    QTest::keyClick(fixture.page().findChild<QComboBox*>(), Qt::Key_Down);  // Fill: zero.
    fixture.run();
    const auto& asked = fixture.engine().evaluations();
    REQUIRE(asked.size() == 7);
    CHECK(asked[1].request.request.method == "ig");
    CHECK(asked[1].request.map != nullptr);
    CHECK(asked[0].request.options.fill == RemovalFill::Zero);
    CHECK(asked[0].request.options.points == 50);
    for (std::size_t i = 2; i < 7; ++i) {
        CHECK(asked[i].request.map == nullptr);
        CHECK(asked[i].request.seed == static_cast<std::int64_t>(i) - 1);
    }
}

TEST_CASE("evaluate: the prediction comes from what gradients took, and then from pictures",
          "[quick]") {
    EvaluateFixture fixture({mapOf("sig")});
    // 194 pictures of the map and 5 · 140 of the controls, each half of 0.2 s.
    CHECK(fixture.runButton().text() == "Run " + ui::predictionText(0.1 * (194 + 5 * 140)));
}

TEST_CASE("evaluate: rows come best first, and a click on a header sorts by it", "[quick]") {
    EvaluateFixture fixture({mapOf("sig"), mapOf("ig")});
    fixture.run();
    fixture.completeAll(twoMaps());
    REQUIRE(fixture.page().results().table().rowCount() == 3);
    CHECK(fixture.cell(0, ui::ScoreColumn::Method) == "ig");
    CHECK(fixture.cell(0, ui::ScoreColumn::DiffId) == "0.750");
    CHECK(fixture.cell(2, ui::ScoreColumn::Method) == "random ×5");
    QHeaderView* header = fixture.page().results().table().horizontalHeader();
    const auto click = [&](ui::ScoreColumn column) {
        const int section = static_cast<int>(column);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(section) + 20, header->height() / 2});
    };
    click(ui::ScoreColumn::DiffId);
    CHECK(fixture.cell(0, ui::ScoreColumn::Method) == "sig");
    CHECK(fixture.cell(2, ui::ScoreColumn::Method) == "random ×5");
    click(ui::ScoreColumn::Method);
    CHECK(fixture.cell(0, ui::ScoreColumn::Method) == "ig");
}

TEST_CASE("evaluate: what the controls' spread may have made is told", "[quick]") {
    EvaluateFixture fixture({mapOf("sig"), mapOf("ig"), mapOf("gradient-x-input")});
    fixture.run();
    // The controls' deviation is 0.088: two of them are more than 0.1 and less than 0.6.
    fixture.completeAll({0.75, 0.65, 0.1, 0.0, 0.125, -0.125, 0.0, 0.0});
    const auto& rows = fixture.page().results().table().rows();
    CHECK_FALSE(rows[0].isLikeBest);
    CHECK(rows[1].isLikeBest);
    CHECK_FALSE(rows[1].isLikeRandom);
    CHECK(rows[2].isLikeRandom);
    CHECK(fixture.page()
              .results()
              .table()
              .item(2, static_cast<int>(ui::ScoreColumn::VersusRandom))
              ->toolTip()
              .contains("not distinguishable"));
}

TEST_CASE("evaluate: nothing is measured twice", "[quick]") {
    const auto sig = mapOf("sig");
    EvaluateFixture fixture({sig});
    fixture.run();
    fixture.completeAll({0.5, 0, 0, 0, 0, 0});
    fixture.page().offer({sig, mapOf("ig")});
    fixture.run();
    REQUIRE(fixture.engine().evaluations().size() == 7);
    CHECK(fixture.engine().evaluations().back().request.request.method == "ig");
    CHECK(fixture.map(0).state == MapState::Done);
}

TEST_CASE("evaluate: a map that failed says why, and the others go on", "[quick]") {
    EvaluateFixture fixture({mapOf("sig"), mapOf("ig")});
    fixture.run();
    const auto& asked = fixture.engine().evaluations()[0];
    asked.observer->failed(asked.id, {"the map is of another size"});
    fixture.complete(1, 0.5);
    REQUIRE(WindowFixture::waitFor([&] {
        return fixture.page().results().table().rowCount() == 3 &&
               fixture.cell(1, ui::ScoreColumn::DiffId) == "–";
    }));
    CHECK(fixture.page()
              .results()
              .table()
              .item(1, static_cast<int>(ui::ScoreColumn::DiffId))
              ->toolTip() == "the map is of another size");
    CHECK(fixture.cell(0, ui::ScoreColumn::DiffId) == "0.500");
}

TEST_CASE("evaluate: cancelling reaches what is not over", "[quick]") {
    EvaluateFixture fixture({mapOf("sig"), mapOf("ig")});
    fixture.run();
    fixture.complete(0, 0.5);
    fixture.page().runs().cancel();
    CHECK(fixture.engine().cancelled().size() == 6);
}

TEST_CASE("evaluate: arrow keys and dragging move the share, and the picture follows", "[quick]") {
    EvaluateFixture fixture({mapOf("sig")});
    fixture.run();
    fixture.completeAll({0.5, 0, 0, 0, 0, 0});
    auto& chart = fixture.page().results().chart(ui::RemovalGame::Deletion);
    QTest::keyClick(&chart, Qt::Key_Right);
    CHECK(fixture.page().results().share() == Approx(0.02));
    QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
    CHECK(fixture.page().results().share() == Approx(0.12));
    QTest::keyClick(&chart, Qt::Key_Left);
    CHECK(fixture.page().results().share() == Approx(0.1));

    const QRectF area = chart.plotRect();
    const auto at = [&](double share) {
        // Below the curve and above the band.
        return QPointF(area.left() + share * area.width(), area.bottom() - 2).toPoint();
    };
    QTest::mousePress(&chart, Qt::LeftButton, {}, at(0.1));
    QTest::mouseMove(&chart, at(0.5));
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, at(0.5));
    CHECK(fixture.page().results().share() == Approx(0.5).margin(0.02));
    const auto& moment = fixture.page().results().removed().moment();
    REQUIRE(moment);
    CHECK(moment->before == 0.75);
    CHECK(moment->top.front().label == "tabby");
    // The half that ranks first is filled, the other is the picture's.
    CHECK(moment->picture.pixel(0, 0) == qRgb(0, 0, 0));
    CHECK(moment->picture.pixel(side - 1, side - 1) == qRgb(200, 200, 200));
}

TEST_CASE("evaluate: Space plays the removal to its end", "[quick]") {
    EvaluateFixture fixture({mapOf("sig")});
    fixture.run();
    fixture.completeAll({0.5, 0, 0, 0, 0, 0});
    auto& chart = fixture.page().results().chart(ui::RemovalGame::Deletion);
    chart.setFocus();
    for (int i = 0; i < 9; ++i) QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&chart, Qt::Key_Space);
    CHECK(WindowFixture::waitFor([&] { return fixture.page().results().share() >= 1; }));
}

TEST_CASE("evaluate: Ctrl+C copies the table as it stands", "[quick]") {
    EvaluateFixture fixture({mapOf("sig"), mapOf("ig")});
    fixture.run();
    fixture.completeAll(twoMaps());
    REQUIRE(QTest::qWaitForWindowActive(&fixture.page()));
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&fixture.page().results().chart(ui::RemovalGame::Deletion), Qt::Key_C,
                    Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].split('\t').size() == ui::scoreColumnCount);
    CHECK(lines[1].startsWith("ig\t"));
    fixture.page().results().table().copyAs(TableFormat::Markdown);
    CHECK(QGuiApplication::clipboard()->text().startsWith("| method |"));
}

TEST_CASE("evaluate: the controls' row opens their curves one by one", "[quick]") {
    EvaluateFixture fixture({mapOf("sig")});
    fixture.run();
    fixture.completeAll({0.5, 0, 0, 0, 0, 0});
    auto& chart = fixture.page().results().chart(ui::RemovalGame::Insertion);
    CHECK(chart.lineCount() == 1);
    ui::EvaluationTable& table = fixture.page().results().table();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                      table.visualItemRect(table.item(1, 0)).center());
    CHECK(chart.lineCount() == 6);
}

TEST_CASE("evaluate: a map of another class is not measured with the first", "[quick]") {
    auto other = mapOf("ig");
    auto explanation = std::make_shared<Explanation>(*other.explanation);
    auto scene = std::make_shared<Scene>(*explanation->scene);
    scene->target.index = 2;
    explanation->scene = scene;
    other.explanation = explanation;
    EvaluateFixture fixture({mapOf("sig"), other});
    fixture.run();
    CHECK(fixture.engine().evaluations().size() == 6);
}

TEST_CASE("evaluate: another picture ends the evaluations of the one before", "[quick]") {
    EvaluateFixture fixture({mapOf("sig")});
    fixture.run();
    fixture.page().offer({mapOf("sig", "dog.png")});
    CHECK(fixture.page().runs().maps().empty());
    CHECK(fixture.engine().cancelled().size() == 6);
}

TEST_CASE("evaluate: in a small view the axes' titles, the methods' names and the table are whole",
          "[quick]") {
    auto named = mapOf("ig");
    named.title = "Integrated gradients";
    EvaluateFixture fixture({mapOf("sig"), named});
    fixture.run();
    fixture.completeAll(twoMaps());
    ui::EvaluationTable& table = fixture.page().results().table();
    const QAbstractItemView& hints = table;  // Whose hints are public.
    const QFontMetricsF type(ui::smallFont());
    // What windows of 900 × 600 and of 1280 × 800 leave it.
    for (const QSize size : {QSize(588, 492), QSize(968, 692)}) {
        INFO(size.width());
        fixture.page().resize(size);
        WindowFixture::settle();
        // The whole table is seen, below the curves, without scrolling to it.
        CHECK(table.mapTo(&fixture.page(), QPoint(0, table.height())).y() <= size.height());
        for (int row = 0; row < table.rowCount(); ++row)
            CHECK(table.viewport()->rect().contains(
                QRect(0, table.rowViewportPosition(row), 1, table.rowHeight(row))));
        for (const auto game : {ui::RemovalGame::Insertion, ui::RemovalGame::Deletion}) {
            const ui::RemovalChart& chart = fixture.page().results().chart(game);
            CHECK(type.horizontalAdvance(chart.horizontal().title()) <= chart.plotRect().width());
        }
        CHECK(table.columnWidth(0) >= hints.sizeHintForColumn(0));
    }
    // Where there is room, all of the table is seen, and it takes all of that.
    CHECK(table.horizontalScrollBar()->maximum() == 0);
    CHECK(table.horizontalHeader()->length() == table.viewport()->width());
}

TEST_CASE("evaluate: the tab is a key away and offers the result of the Path view", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    QTest::keyClick(&window, Qt::Key_3);
    ui::EvaluatePage& page = window.evaluatePage();
    REQUIRE(WindowFixture::waitFor([&] { return page.isVisible(); }));
    auto* run = page.findChild<QPushButton*>("evaluateRun");
    REQUIRE(run->isEnabled());
    QTest::mouseClick(run, Qt::LeftButton);
    REQUIRE(fixture.engine().evaluations().size() == 6);
    CHECK(fixture.engine().evaluations().front().request.request.image ==
          WindowFixture::sample("chelsea.png"));
}
