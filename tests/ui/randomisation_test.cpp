// The row of maps where layers of the network are random: what is asked of the engine, and what of
// it shows.

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/evaluate_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/evaluate/evaluation_table.h"
#include "ui/evaluate/randomisation_row.h"
#include "ui/evaluate/stage_map.h"
#include "ui/style/value_text.h"

using namespace sigscope;
using sigscope::test::FakeEngine;
using sigscope::test::mapOf;
using sigscope::test::WindowFixture;

namespace {

/// Rows of three stages, whose correlations are 0.75, 0.5 and none.
std::shared_ptr<const LayerRandomisation> rowWith(std::size_t maps) {
    const std::optional<double> correlations[] = {0.75, 0.5, std::nullopt};
    auto row = std::make_shared<LayerRandomisation>();
    row->stages = {"fc", "layer4", "conv1"};
    for (std::size_t i = 0; i < maps; ++i) {
        Array map(3, test::measuredSide, test::measuredSide);
        map.values[i] = 1;
        row->maps.push_back(
            {row->stages[i], map, correlations[i], correlations[i], correlations[i]});
    }
    return row;
}

/// A page that is offered two maps, on an engine whose answers a test gives.
class RandomisationFixture {
public:
    RandomisationFixture() {
        m_page.resize(580, 420);  // Of a window of 900 × 600.
        m_page.offer({mapOf("sig"), mapOf("ig")});
        m_page.show();
    }

    [[nodiscard]] ui::EvaluatePage& page() { return m_page; }
    [[nodiscard]] ui::RandomisationRow& row() { return m_page.randomisation(); }
    [[nodiscard]] FakeEngine& engine() { return m_engine; }
    [[nodiscard]] QPushButton& button(const char* name = "randomiseLayers") {
        auto* found = m_page.findChild<QPushButton*>(QLatin1String(name));
        REQUIRE(found);
        return *found;
    }
    void randomise() { QTest::mouseClick(&button(), Qt::LeftButton); }

    void grow(std::size_t asked, std::size_t maps) {
        const auto& task = m_engine.randomisations().at(asked);
        task.observer->grown(task.id, rowWith(maps));
        waitForMaps(maps);
    }
    void complete(std::size_t asked) {
        const auto& task = m_engine.randomisations().at(asked);
        task.observer->completed(task.id, rowWith(3));
        waitForMaps(3);
    }
    /// The values under the shown maps, the original's title first.
    [[nodiscard]] QStringList values() {
        QStringList values;
        for (const ui::StageMap* stage : row().shownMaps()) values << stage->content().value;
        return values;
    }
    [[nodiscard]] bool says(const QString& text) {
        for (const QLabel* label : row().findChildren<QLabel*>())
            if (label->text().contains(text)) return true;
        return false;
    }

private:
    void waitForMaps(std::size_t maps) {
        REQUIRE(WindowFixture::waitFor([&] {
            const auto shown = row().shownMaps();
            return shown.size() == 4 && (maps == 0 || !shown[maps]->content().map.isNull());
        }));
    }

    FakeEngine m_engine;
    ui::EvaluatePage m_page{m_engine};
};

}  // namespace

TEST_CASE("randomisation: nothing is asked before the button is, which says what it takes",
          "[quick]") {
    RandomisationFixture fixture;
    CHECK(fixture.engine().randomisations().empty());
    CHECK(fixture.row().shownMaps().empty());
    // Ten stages at most, each like the map, which took 2 s.
    CHECK(fixture.button().text() == "Randomise layers " + ui::predictionText(20));
    fixture.randomise();
    REQUIRE(fixture.engine().randomisations().size() == 1);
    const RandomisationRequest& asked = fixture.engine().randomisations().front().request;
    CHECK(asked.request.method == "sig");
    CHECK(asked.map != nullptr);
    CHECK(asked.randomisation == Randomisation::Cascade);
    CHECK_FALSE(fixture.button().isEnabled());
}

TEST_CASE("randomisation: stages fill one by one beside the original, with their correlations",
          "[quick]") {
    RandomisationFixture fixture;
    fixture.randomise();
    fixture.grow(0, 0);
    CHECK((fixture.values() == QStringList{"sig", "…", "…", "…"}));
    CHECK(fixture.says("0 of 3"));
    fixture.grow(0, 1);
    CHECK((fixture.values() == QStringList{"sig", "0.75", "…", "…"}));
    fixture.complete(0);
    CHECK((fixture.values() == QStringList{"sig", "0.75", "0.50", "–"}));
    const auto shown = fixture.row().shownMaps();
    CHECK(shown[0]->content().name == "original");
    CHECK(shown[2]->accessibleName() == "layer4: 0.50");
    // One scale of ranks: the largest |A| has the same colour everywhere.
    CHECK(shown[1]->content().map.pixel(0, 0) == shown[2]->content().map.pixel(1, 0));
    CHECK_FALSE(fixture.button().isEnabled());
    CHECK(fixture.button().text() == "Randomise layers");
}

TEST_CASE("randomisation: cancelling keeps what is done, and the rest goes on from there",
          "[quick]") {
    RandomisationFixture fixture;
    fixture.randomise();
    fixture.grow(0, 1);
    QTest::mouseClick(&fixture.button("cancelRandomising"), Qt::LeftButton);
    const auto& task = fixture.engine().randomisations().front();
    REQUIRE((fixture.engine().cancelled() == std::vector<RunId>{task.id}));
    task.observer->cancelled(task.id);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.button().isEnabled(); }));
    CHECK((fixture.values() == QStringList{"sig", "0.75", "…", "…"}));
    CHECK(fixture.says("Cancelled after 1 of 3 stages"));
    // Two are missing now.
    CHECK(fixture.button().text() == "Randomise layers " + ui::predictionText(4));
    fixture.randomise();
    REQUIRE(fixture.engine().randomisations().size() == 2);
    const auto& known = fixture.engine().randomisations().back().request.known;
    REQUIRE(known);
    CHECK(known->maps.size() == 1);
}

TEST_CASE("randomisation: a network whose layers are not known says why", "[quick]") {
    RandomisationFixture fixture;
    fixture.randomise();
    const auto& task = fixture.engine().randomisations().front();
    task.observer->failed(task.id, {"net.onnx: no layers can be randomised"});
    REQUIRE(WindowFixture::waitFor(
        [&] { return fixture.says("net.onnx: no layers can be randomised"); }));
    CHECK(fixture.row().shownMaps().empty());
}

TEST_CASE("randomisation: each kind has a row of its own, which is not computed twice", "[quick]") {
    RandomisationFixture fixture;
    fixture.randomise();
    fixture.complete(0);
    auto* kind = fixture.row().findChild<QComboBox*>();
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_Down);
    CHECK(fixture.row().shownMaps().empty());
    CHECK(fixture.button().isEnabled());
    fixture.randomise();
    REQUIRE(fixture.engine().randomisations().size() == 2);
    CHECK(fixture.engine().randomisations().back().request.randomisation ==
          Randomisation::Independent);
    QTest::keyClick(kind, Qt::Key_Up);
    CHECK(fixture.values().size() == 4);
    CHECK_FALSE(fixture.button().isEnabled());
}

TEST_CASE("randomisation: the row is of the map that was chosen in the table", "[quick]") {
    RandomisationFixture fixture;
    QTest::mouseClick(fixture.page().findChild<QPushButton*>("evaluateRun"), Qt::LeftButton);
    ui::EvaluationTable& table = fixture.page().results().table();
    REQUIRE(table.rowCount() == 3);
    const auto& rows = table.rows();
    const int ig = rows[0].title == "ig" ? 0 : 1;
    table.scrollToItem(table.item(ig, 0));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                      table.visualItemRect(table.item(ig, 0)).center());
    fixture.randomise();
    REQUIRE(fixture.engine().randomisations().size() == 1);
    CHECK(fixture.engine().randomisations().front().request.request.method == "ig");
}

TEST_CASE("randomisation: another picture ends what was asked of the one before", "[quick]") {
    RandomisationFixture fixture;
    fixture.randomise();
    fixture.page().offer({mapOf("sig", "dog.png")});
    CHECK(fixture.engine().cancelled().size() == 1);
    CHECK(fixture.button().isEnabled());
}

TEST_CASE("randomisation: Tab reaches every map, which comes into view in the smallest window",
          "[quick]") {
    RandomisationFixture fixture;
    fixture.randomise();
    fixture.complete(0);
    REQUIRE(QTest::qWaitForWindowActive(&fixture.page()));
    // The row has got the room that its maps take.
    REQUIRE(WindowFixture::waitFor(
        [&] { return fixture.row().height() >= fixture.row().minimumSizeHint().height(); }));
    fixture.row().findChild<QComboBox*>()->setFocus();
    for (ui::StageMap* stage : fixture.row().shownMaps()) {
        for (int i = 0; i < 20 && !stage->hasFocus(); ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        REQUIRE(stage->hasFocus());
        // Nothing of it is cut.
        CHECK((stage->visibleRegion().boundingRect() == stage->rect()));
    }
}
