// Maps measured over the pictures of the filmstrip: what is asked of the engine, and what of it
// shows.

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <array>
#include <catch2/catch.hpp>

#include "tests/ui/evaluate_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/evaluate/mean_table.h"
#include "ui/evaluate/strip_results.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/window/filmstrip.h"
#include "ui/window/path_page.h"

using namespace sigscope;
using sigscope::test::FakeEngine;
using sigscope::test::mapOf;
using sigscope::test::WindowFixture;

namespace {

/// A map's measurement that comes to `diffId`.
std::shared_ptr<const MapEvaluation> measuredAs(double diffId) {
    auto measured = std::make_shared<MapEvaluation>();
    measured->diffId.value = diffId;
    return measured;
}

/// A page that is offered maps of cat.png and has a filmstrip of three pictures, on an engine whose
/// runs and evaluations a test lets end.
class EvaluateStripFixture {
public:
    explicit EvaluateStripFixture(std::vector<ui::MapsToEvaluate::Map> maps) {
        m_page.resize(1000, 700);
        m_page.offer(std::move(maps));
        m_page.setPictures({"cat.png", "dog.png", "fox.png"});
        m_page.show();
    }

    [[nodiscard]] ui::EvaluatePage& page() { return m_page; }
    [[nodiscard]] FakeEngine& engine() { return m_engine; }
    [[nodiscard]] ui::MeanTable& means() { return m_page.stripResults().means(); }
    [[nodiscard]] QTableWidget& pictures() { return m_page.stripResults().pictures(); }
    [[nodiscard]] QString mean(int row, ui::ScoreColumn column) {
        return means().item(row, static_cast<int>(column))->text();
    }
    [[nodiscard]] QPushButton& button(const char* name = "evaluateStrip") {
        auto* found = m_page.findChild<QPushButton*>(name);
        REQUIRE(found);
        return *found;
    }
    void click(const char* name = "evaluateStrip") {
        QTest::mouseClick(&button(name), Qt::LeftButton);
    }

    /// Lets that run end with a map.
    void explain(RunId run) {
        REQUIRE(WindowFixture::waitFor([&] { return m_engine.newest() >= run; }));
        m_engine.deliverStarted(run);
        m_engine.deliverCompleted(run);
    }
    /// Lets the maps of the picture in the works score `diffIds`, and its controls 0, 1/8 and −1/8.
    void measure(const std::vector<double>& diffIds) {
        constexpr std::array controls{0.0, 0.125, -0.125};
        const std::size_t count = diffIds.size() + controls.size();
        REQUIRE(WindowFixture::waitFor(
            [&] { return m_engine.evaluations().size() == m_answered + count; }));
        const std::size_t before = m_page.overStrip().done().size();
        for (std::size_t i = 0; i < count; ++i) {
            const auto& asked = m_engine.evaluations()[m_answered++];
            asked.observer->completed(
                asked.id,
                measuredAs(asked.request.map
                               ? diffIds.at(i)
                               : controls.at(static_cast<std::size_t>(asked.request.seed - 1))));
        }
        REQUIRE(
            WindowFixture::waitFor([&] { return m_page.overStrip().done().size() == before + 1; }));
    }

private:
    FakeEngine m_engine;
    ui::EvaluatePage m_page{m_engine};
    std::size_t m_answered = 0;
};

/// A fixture whose maps have three controls.
class ThreeControlsFixture : public EvaluateStripFixture {
public:
    explicit ThreeControlsFixture(std::vector<ui::MapsToEvaluate::Map> maps)
        : EvaluateStripFixture(std::move(maps)) {
        for (auto* box : page().findChildren<QSpinBox*>())
            if (box->accessibleName() == "Random") random = box;
        REQUIRE(random);
        QTest::keyClick(random, Qt::Key_Down);
        QTest::keyClick(random, Qt::Key_Down);
    }

    QSpinBox* random = nullptr;
};

/// A picture's scores: DiffID of each map, and how far it is from random maps'.
ui::PictureScores scoredAs(int picture, const std::vector<double>& diffIds) {
    ui::PictureScores scores{std::to_string(picture) + ".png", {}};
    for (std::size_t i = 0; i < diffIds.size(); ++i) {
        ui::ScoreRow row{QString::number(i), i};
        row.scores[static_cast<std::size_t>(ui::ScoreColumn::DiffId)].value = diffIds[i];
        row.scores[static_cast<std::size_t>(ui::ScoreColumn::VersusRandom)].value = diffIds[i];
        scores.rows.push_back(row);
    }
    ui::ScoreRow controls{"random ×3"};
    controls.scores[static_cast<std::size_t>(ui::ScoreColumn::DiffId)].value = 0;
    scores.rows.push_back(controls);
    return scores;
}

}  // namespace

TEST_CASE("evaluate strip: it takes several pictures and a map, and says what all will take",
          "[quick]") {
    EvaluateStripFixture fixture({});
    CHECK_FALSE(fixture.button().isEnabled());
    CHECK(fixture.button().toolTip().startsWith("Explain a picture first"));
    fixture.page().offer({mapOf("sig")});
    // 2 s for a map; 194 pictures of it and 5 · 140 of the controls, each half of 0.2 s.
    CHECK(fixture.button().text() ==
          "Over the filmstrip " + ui::predictionText(3 * (2 + 0.1 * (194 + 5 * 140))));
    CHECK(fixture.button().isEnabled());
    fixture.page().setPictures({"cat.png"});
    CHECK_FALSE(fixture.button().isEnabled());
    CHECK(fixture.button().toolTip().startsWith("Open several pictures"));
}

TEST_CASE("evaluate strip: each picture is asked about its own class, by every chosen method",
          "[quick]") {
    auto sig = mapOf("sig");
    sig.request.target = "281";  // Of the picture that is shown.
    ThreeControlsFixture fixture({sig, mapOf("ig")});
    fixture.click();
    REQUIRE(fixture.engine().newest() == 2);
    for (const RunId run : {1, 2}) {
        const ExplainRequest& asked = fixture.engine().runs()[run - 1].request;
        CHECK(asked.image == "cat.png");
        CHECK(asked.method == (run == 1 ? "sig" : "ig"));
        CHECK(asked.target == ExplainRequest().target);
        fixture.explain(run);
    }
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().evaluations().size() == 5; }));
    CHECK(fixture.engine().evaluations()[1].request.map);
    CHECK_FALSE(fixture.engine().evaluations()[2].request.map);
    fixture.measure({0.5, 0.5});
    REQUIRE(fixture.engine().newest() == 4);
    CHECK(fixture.engine().runs()[3].request.image == "dog.png");
}

TEST_CASE("evaluate strip: a row for each picture comes as it is measured, with means and spread",
          "[quick]") {
    ThreeControlsFixture fixture({mapOf("sig")});
    fixture.click();
    REQUIRE(fixture.page().stripResults().isVisible());
    CHECK(fixture.pictures().rowCount() == 0);
    fixture.explain(1);
    fixture.measure({0.25});
    REQUIRE(fixture.pictures().rowCount() == 1);
    CHECK(fixture.pictures().item(0, 0)->text() == "cat.png");
    CHECK(fixture.pictures().horizontalHeaderItem(1)->text() == "sig");
    CHECK(fixture.pictures().item(0, 1)->text() == "0.250");
    CHECK(fixture.mean(0, ui::ScoreColumn::DiffId) == "0.250");  // One has no spread.
    fixture.explain(2);
    fixture.measure({0.75});
    REQUIRE(fixture.pictures().rowCount() == 2);
    CHECK(fixture.pictures().item(1, 1)->text() == "0.750");
    CHECK(fixture.mean(0, ui::ScoreColumn::DiffId) == "0.500 ± 0.354");  // 0.25 √2.
    fixture.explain(3);
    fixture.measure({0.5});
    CHECK(fixture.mean(0, ui::ScoreColumn::DiffId) == "0.500 ± 0.250");
    CHECK(fixture.mean(0, ui::ScoreColumn::VersusRandom) == "+0.500 ± 0.250");
    CHECK(fixture.mean(1, ui::ScoreColumn::Method) == "random ×3");
    CHECK(fixture.mean(1, ui::ScoreColumn::DiffId) == "0.000 ± 0.000");
    CHECK_FALSE(fixture.page().overStrip().running());
    CHECK(fixture.button().toolTip() == "All pictures are measured");
    // And back, to a picture of which nothing was measured.
    fixture.click("evaluatePicture");
    CHECK_FALSE(fixture.page().stripResults().isVisible());
}

TEST_CASE("evaluate strip: cancelled, it keeps the pictures that it has, and goes on from there",
          "[quick]") {
    ThreeControlsFixture fixture({mapOf("sig")});
    CHECK_FALSE(fixture.button("evaluateCancel").isEnabled());
    fixture.click();
    fixture.explain(1);
    fixture.measure({0.25});
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().newest() == 2; }));
    fixture.click("evaluateCancel");
    CHECK_FALSE(fixture.page().overStrip().running());
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{2});
    CHECK(fixture.pictures().rowCount() == 1);
    CHECK(fixture.mean(0, ui::ScoreColumn::DiffId) == "0.250");
    CHECK_FALSE(fixture.button("evaluateCancel").isEnabled());
    fixture.click();
    REQUIRE(fixture.engine().newest() == 3);
    CHECK(fixture.engine().runs()[2].request.image == "dog.png");
    CHECK(fixture.pictures().rowCount() == 1);
    fixture.explain(3);
    fixture.measure({0.75});
    CHECK(fixture.mean(0, ui::ScoreColumn::DiffId) == "0.500 ± 0.354");
}

TEST_CASE("evaluate strip: another question begins anew", "[quick]") {
    ThreeControlsFixture fixture({mapOf("sig")});
    fixture.click();
    fixture.explain(1);
    fixture.measure({0.25});
    fixture.click("evaluateCancel");
    QTest::keyClick(fixture.random, Qt::Key_Up);
    fixture.click();
    CHECK(fixture.pictures().rowCount() == 0);
    // The map is remembered; what is measured of it is another number of controls.
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().evaluations().size() == 4 + 5; }));
}

TEST_CASE("evaluate strip: a picture that fails says why, and the others go on", "[quick]") {
    ThreeControlsFixture fixture({mapOf("sig")});
    fixture.click();
    fixture.explain(1);
    fixture.measure({0.25});
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().newest() == 2; }));
    fixture.engine().deliverFailed(2, "dog.png: is no picture");
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().newest() == 3; }));
    REQUIRE(fixture.pictures().rowCount() == 2);
    CHECK(fixture.pictures().item(1, 1)->text() == "–");
    CHECK(fixture.pictures().item(1, 1)->toolTip() == "dog.png: is no picture");
    fixture.explain(3);
    fixture.measure({0.75});
    CHECK(fixture.mean(0, ui::ScoreColumn::DiffId) == "0.500 ± 0.354");
    CHECK(fixture.means().item(0, static_cast<int>(ui::ScoreColumn::DiffId))->toolTip() ==
          "of 2 pictures\ndog.png: is no picture");
}

TEST_CASE("evaluate strip: what takes over a minute is computed without being asked for again",
          "[quick]") {
    ThreeControlsFixture fixture({mapOf("sig")});
    fixture.click();
    fixture.engine().deliverStarted(1, 100.0);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().newest() == 2; }));
    fixture.engine().deliverStarted(2, 100.0);
    fixture.engine().deliverCompleted(2);
    fixture.measure({0.25});
    CHECK(fixture.pictures().rowCount() == 1);
}

TEST_CASE("evaluate strip: what chance may have made over the pictures is grey", "[quick]") {
    // The first is better than the second on each of eight, but than the third on every other one;
    // the fourth is about as good as random maps.
    std::vector<ui::PictureScores> pictures;
    for (int i = 0; i < 8; ++i) {
        const double sign = i % 2 == 0 ? 1 : -1;
        pictures.push_back(scoredAs(i, {0.75, 0.5, 0.7 + 0.25 * sign, 0.25 * sign}));
    }
    const auto rows = ui::meanRows(pictures, ui::ScoreColumn::DiffId, Qt::DescendingOrder);
    REQUIRE(rows.size() == 5);
    CHECK(rows[0].map == 0U);
    CHECK(rows[1].map == 2U);
    CHECK(rows[1].isLikeBest);
    CHECK_FALSE(rows[1].isLikeRandom);
    CHECK(rows[2].map == 1U);
    CHECK_FALSE(rows[2].isLikeBest);  // By chance once in 128 times.
    CHECK(rows[3].isLikeRandom);
    CHECK_FALSE(rows[4].map);
}

TEST_CASE("evaluate strip: Ctrl+C copies the means, and from the pictures' table those",
          "[quick]") {
    ThreeControlsFixture fixture({mapOf("sig")});
    fixture.click();
    fixture.explain(1);
    fixture.measure({0.25});
    REQUIRE(QTest::qWaitForWindowActive(&fixture.page()));
    fixture.means().setFocus();
    QTest::keyClick(&fixture.means(), Qt::Key_C, Qt::ControlModifier);
    QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].startsWith("method\tIns ↑\tIns ↑, sd\tIns ↑, n"));
    CHECK(lines[1].startsWith("sig\t"));
    fixture.pictures().setFocus();
    QTest::keyClick(&fixture.pictures(), Qt::Key_C, Qt::ControlModifier);
    lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].startsWith("picture\tmethod\t"));
    CHECK(lines[1].startsWith("cat.png\tsig\t"));
}

TEST_CASE("evaluate strip: pictures of the window's filmstrip are measured, DiffID under each",
          "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.show();
    window.openSeveral({WindowFixture::sample("chelsea.png"), WindowFixture::sample("coffee.png")});
    fixture.complete();
    QTest::keyClick(&window, Qt::Key_3);
    ui::EvaluatePage& page = window.evaluatePage();
    REQUIRE(WindowFixture::waitFor([&] { return page.isVisible(); }));
    auto* over = page.findChild<QPushButton*>("evaluateStrip");
    REQUIRE(over->isEnabled());
    QTest::mouseClick(over, Qt::LeftButton);
    // Keys of the path's transport are the tables' here.
    REQUIRE(QTest::qWaitForWindowActive(&window));
    const double alpha = window.pathPage().cursor().alpha();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    CHECK(window.pathPage().cursor().alpha() == alpha);
    // What the Path view shows is computed already.
    const auto& asked = fixture.engine().evaluations();
    REQUIRE(WindowFixture::waitFor([&] { return asked.size() == 6; }));
    CHECK(fixture.engine().newest() == 1);
    for (std::size_t i = 0; i < 6; ++i) asked[i].observer->completed(asked[i].id, measuredAs(0.25));
    REQUIRE(WindowFixture::waitFor([&] { return fixture.engine().newest() == 2; }));
    QListWidget& list = window.filmstrip().list();
    CHECK(list.item(0)->text().endsWith("\nDiffID 0.250"));
    fixture.engine().deliverStarted(2);
    fixture.engine().deliverCompleted(2);
    // What the model takes the second for is known from now on.
    REQUIRE(WindowFixture::waitFor([&] { return list.item(1)->text().contains('\n'); }));
    QTest::mouseClick(window.findChild<QToolButton*>("closeStrip"), Qt::LeftButton);
    CHECK_FALSE(page.overStrip().running());
    CHECK_FALSE(over->isEnabled());
    CHECK(page.stripResults().pictures().rowCount() == 1);  // It keeps what it has.
}

TEST_CASE("evaluate strip: what it is sorted by is marked over the title, which way is seen",
          "[quick]") {
    EvaluateStripFixture fixture({mapOf("ig")});
    fixture.click();
    QHeaderView& header = *fixture.means().horizontalHeader();
    const auto column = static_cast<int>(ui::ScoreColumn::DiffId);
    const auto mark = [&](Qt::SortOrder order) {
        header.setSortIndicator(column, order);
        const QRect title(header.sectionViewportPosition(column), 0, header.sectionSize(column),
                          header.height());
        return header.viewport()->grab(title).toImage();
    };
    const QImage up = mark(Qt::AscendingOrder);
    const QImage down = mark(Qt::DescendingOrder);
    // An arrow of a few pixels; of one that is cut a line is left, or none.
    int rows = 0;
    for (int y = 0; y < up.height(); ++y)
        rows += up.copy(0, y, up.width(), 1) == down.copy(0, y, up.width(), 1) ? 0 : 1;
    CHECK(rows >= 3);
}

TEST_CASE("evaluate strip: it is seen which of the tables has the focus", "[quick]") {
    EvaluateStripFixture fixture({mapOf("ig")});
    fixture.click();
    const auto edge = [](QTableWidget& table) {
        return table.grab().toImage().pixelColor(1, table.height() / 2);
    };
    fixture.page().activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&fixture.page()));
    fixture.pictures().setFocus(Qt::TabFocusReason);
    CHECK(edge(fixture.pictures()) == ui::Theme::current().text);
    CHECK(edge(fixture.means()) != ui::Theme::current().text);
    fixture.means().setFocus(Qt::TabFocusReason);
    CHECK(edge(fixture.pictures()) != ui::Theme::current().text);
    CHECK(edge(fixture.means()) == ui::Theme::current().text);
}
