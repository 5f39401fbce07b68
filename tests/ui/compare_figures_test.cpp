// What cards, their queue and their crosshair say in numbers, and what the cards' order and drawing
// are chosen by.

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/ui/compare_fixture.h"
#include "ui/compare/card_map.h"
#include "ui/compare/correlation_table.h"
#include "ui/compare/map_correlations.h"
#include "ui/path/colour_bar.h"
#include "ui/render/comparison_maps.h"
#include "ui/render/figure_panel.h"

using namespace sigscope;
using sigscope::test::ComparedFixture;
using sigscope::test::FakeEngine;
using sigscope::test::WindowFixture;
using State = ui::ComparedColumn::State;

namespace {

bool hasLabel(ComparedFixture& fixture, const QString& text) {
    return std::ranges::any_of(fixture.page().findChildren<QLabel*>(),
                               [&](const QLabel* label) { return label->text() == text; });
}

/// The column of a finished run whose path leaves that share of the change of f out.
ui::ComparedColumn columnWithGap(double gap) {
    auto explanation = std::make_shared<Explanation>();
    explanation->completeness.fInput = explanation->completeness.fPathEnd = 1;
    explanation->completeness.fPathStart = gap;
    ui::ComparedColumn column{{"IG", {}, explanation}};
    column.state = State::Done;
    return column;
}

/// Chooses an entry of a list by keys.
void chooseByKeys(QComboBox& list, int entry) {
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Home);
    for (int i = 0; i < entry; ++i) QTest::keyClick(&list, Qt::Key_Down);
}

}  // namespace

TEST_CASE("compare: the selected card's run goes before the others that wait", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    CHECK(fixture.engine().preferred() == 0);
    QTest::mouseClick(&fixture.card(2), Qt::LeftButton);
    CHECK(fixture.engine().preferred() == 3);
    // Edited, it is another run, and the first still.
    fixture.page().editor()->setObjective("logit");
    REQUIRE(fixture.engine().runs().size() == 4);
    CHECK(fixture.engine().preferred() == 4);
    fixture.complete(1, 0);
    QTest::mouseClick(&fixture.card(0), Qt::LeftButton);  // It does not wait.
    CHECK(fixture.engine().preferred() == 4);
}

TEST_CASE("compare: what waits is foretold, on its card and of the whole queue", "[quick]") {
    ComparedFixture fixture;
    fixture.engine().setForecast([](const ExplainRequest&) { return Forecast{.seconds = 16}; });
    fixture.click("compareFast");
    CHECK(fixture.card(1).status() == "≈ 16 s");
    CHECK(hasLabel(fixture, "0 of 3 · ≈ 48 s"));
    fixture.complete(1, 0);
    CHECK(hasLabel(fixture, "1 of 3 · ≈ 32 s"));
    fixture.engine().deliverStarted(2);
    fixture.engine().deliverProgress(2, 61, 129, 4);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.column(1).state == State::Running; }));
    CHECK(hasLabel(fixture, "1 of 3 · ≈ 20 s"));
    for (const RunId run : {2, 3}) fixture.complete(run, run - 1);
    CHECK(hasLabel(fixture, "3 of 3"));
}

TEST_CASE("compare: the empty page foretells what was never computed, or its bound", "[quick]") {
    ComparedFixture fixture;
    auto* fast = fixture.page().findChild<QPushButton*>("compareFast");
    fixture.engine().setForecast([](const ExplainRequest&) { return Forecast{.seconds = 16}; });
    fixture.page().setSubject(fixture.request(), nullptr);
    CHECK(fast->text() == "Fast four ≈ 48 s");
    fixture.engine().setForecast([](const ExplainRequest& request) {
        return Forecast{
            .seconds = 16,
            .kind = request.method == "ig" ? Forecast::Kind::AtMost : Forecast::Kind::Expected};
    });
    fixture.page().setSubject(fixture.request(), nullptr);
    CHECK(fast->text() == "Fast four ≤ 48 s");
}

TEST_CASE("compare: a large gap is marked on its card, a small one is told", "[quick]") {
    FakeEngine engine;
    ui::CompareCard card(engine.catalogue());
    card.setSide(225);
    card.show(columnWithGap(0.06));
    CHECK(card.status().contains("⚠ gap 6"));
    card.show(columnWithGap(0.04));
    CHECK(card.status().contains("gap 4"));
    CHECK_FALSE(card.status().contains("⚠"));
}

TEST_CASE("compare: the crosshair tells each map's value, and its rank", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    const Array map = reduceChannels(fixture.column(0).column.explanation->attribution,
                                     fixture.page().view().reduction);
    const auto magnitude = [](float value) { return std::abs(value); };
    const auto largest = std::ranges::max_element(map.values, {}, magnitude) - map.values.begin();
    auto* shown = fixture.card(0).findChild<ui::CardMap*>();
    const double scale = static_cast<double>(shown->width()) / map.width;
    const auto row = largest / map.width;
    const QPointF place((static_cast<double>(largest % map.width) + 0.5) * scale,
                        (static_cast<double>(row) + 0.5) * scale);
    QMouseEvent move(QEvent::MouseMove, place, shown->mapToGlobal(place), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(shown, &move);
    const auto labels = fixture.page().findChildren<QLabel*>();
    const auto reading = std::ranges::find_if(
        labels, [](const QLabel* label) { return label->text().startsWith("x "); });
    REQUIRE(reading != labels.end());
    // All runs of the fake engine have the same map.
    CHECK((*reading)->text().count(QRegularExpression("#1( |$)")) == 3);
}

TEST_CASE("compare: cards stand in the order of their evaluations", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    const int evaluations[] = {33, 9, 17};
    for (const RunId run : {1, 2, 3}) {
        fixture.engine().deliverStarted(run);
        fixture.engine().deliverCompleted(run, evaluations[run - 1]);
    }
    REQUIRE(WindowFixture::waitFor([&] { return !fixture.page().runs().running(); }));
    for (QComboBox* list : fixture.page().findChildren<QComboBox*>())
        if (list->accessibleName() == "Order") chooseByKeys(*list, 3);
    WindowFixture::settle();
    CHECK(fixture.card(1).x() < fixture.card(2).x());
    CHECK(fixture.card(2).x() < fixture.card(0).x());
}

TEST_CASE("compare: how maps agree is told by their ranks or by their values", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    auto* table = fixture.page().findChild<ui::CorrelationTable*>();
    auto* correlations = fixture.page().findChild<ui::MapCorrelations*>();
    REQUIRE((table && correlations));
    REQUIRE(WindowFixture::waitFor(
        [&] { return table->accessibleDescription().contains("Gradient × input"); }));
    CHECK(table->accessibleName() == "Rank correlation of the maps");
    CorrelationMatrix told;
    QObject::connect(correlations, &ui::MapCorrelations::ready, table,
                     [&](const QStringList&, const CorrelationMatrix& matrix) { told = matrix; });
    chooseByKeys(*fixture.page().findChild<QComboBox*>("compareMeasure"), 1);
    CHECK(table->accessibleName() == "Pearson’s correlation of the maps");
    REQUIRE(WindowFixture::waitFor([&] { return !told.empty(); }));
    std::vector<const Array*> maps;
    for (std::size_t i = 0; i < 3; ++i)
        maps.push_back(&fixture.column(i).column.explanation->attribution);
    CHECK(told == valueCorrelations(maps));
}

TEST_CASE("compare: a click on the one scale sets its limit for all maps", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    auto* bar = fixture.page().findChild<ui::ColourBar*>("compareBar");
    const double usual = bar->high();
    const QImage before = fixture.card(0).map();
    QTest::mouseClick(bar, Qt::LeftButton);
    QWidget* popup = QApplication::activePopupWidget();
    REQUIRE(popup);
    auto* limit = popup->findChild<QLineEdit*>("limit");
    REQUIRE(limit);
    QTest::keyClicks(limit, QString::number(usual / 2, 'g', 17));
    QTest::keyClick(limit, Qt::Key_Return);
    CHECK(bar->high() == usual / 2);
    CHECK(bar->low() == -usual / 2);
    CHECK(fixture.card(0).map() != before);
    REQUIRE(fixture.page().view().limit);
    CHECK(*fixture.page().view().limit == usual / 2);
    QTest::mouseClick(popup->findChild<QToolButton*>("automatic"), Qt::LeftButton);
    CHECK(fixture.card(0).map() == before);
    popup->close();
    // Each map's own scale has shares of limits: there is nothing to set.
    for (QComboBox* list : fixture.page().findChildren<QComboBox*>())
        if (list->accessibleName() == "Scale") chooseByKeys(*list, 1);
    QTest::mouseClick(bar, Qt::LeftButton);
    CHECK(QApplication::activePopupWidget() == nullptr);
}

TEST_CASE("compare: maps lie over the grey photograph as densely as is chosen", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    const QImage plain = fixture.card(0).map();
    auto* maps = fixture.page().findChild<QComboBox*>("compareMaps");
    auto* opacity = fixture.page().findChild<QDoubleSpinBox*>("compareOpacity");
    REQUIRE((maps && opacity));
    CHECK_FALSE(opacity->isEnabled());
    chooseByKeys(*maps, 2);
    REQUIRE(opacity->isEnabled());
    ui::ComparisonView view{ui::ComparisonScale::One, Reduction::Signed};
    const auto expected = [&] {
        std::vector<Array> attributions;
        for (std::size_t i = 0; i < 3; ++i)
            attributions.push_back(fixture.column(i).column.explanation->attribution);
        const ui::ComparisonMaps whole = ui::comparisonMaps(attributions, view);
        return ui::comparisonPicture(
            whole.maps[0], whole.limits[0], view,
            ui::pictureOf(fixture.column(0).column.explanation->scene->seen));
    };
    view.opacity = 0.6;
    CHECK(fixture.card(0).map() == expected());
    CHECK(fixture.card(0).map() != plain);
    CHECK_FALSE(fixture.page().findChild<ui::ColourBar*>("compareBar")->empty());
    opacity->setFocus();
    QTest::keyClick(opacity, Qt::Key_Up);
    view.opacity = 0.65;
    CHECK(fixture.card(0).map() == expected());
    // So it is at every moment of a scrub.
    const QImage atTheEnd = fixture.card(0).map();
    fixture.page().setShare(0.25);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.card(0).map() != atTheEnd; }));
    CHECK(qGray(fixture.card(0).map().pixel(0, 0)) != 255);  // No plain map's white.
    chooseByKeys(*maps, 0);
    fixture.page().setShare(1);
    CHECK(fixture.card(0).map() == plain);
}
