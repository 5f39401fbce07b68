// Explanations beside each other: what is asked for, how it fills in, and one scale for all.

#include "ui/compare/compare_page.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/ui/compare_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/compare_card.h"
#include "ui/compare/compared_columns.h"
#include "ui/path/colour_bar.h"
#include "ui/render/figure_panel.h"
#include "ui/style/theme.h"
#include "ui/window/path_page.h"
#include "ui/window/session.h"

using namespace sigscope;
using sigscope::test::ComparedFixture;
using sigscope::test::FakeEngine;
using sigscope::test::WindowFixture;
using State = ui::ComparedColumn::State;

namespace {

std::vector<std::string> methodsOf(const std::vector<ComparisonColumn>& columns) {
    std::vector<std::string> methods;
    for (const ComparisonColumn& column : columns) methods.push_back(column.request.method);
    return methods;
}

/// How many pixels of the card's map are as bright as in the photograph.
int undimmedPixels(ui::CompareCard& card, const QImage& photograph) {
    int count = 0;
    for (int y = 0; y < photograph.height(); ++y)
        for (int x = 0; x < photograph.width(); ++x)
            count += card.map().pixel(x, y) == photograph.pixel(x, y) ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("compare: the method shown keeps its parameters, others have their defaults", "[quick]") {
    FakeEngine engine;
    ExplainRequest shown;
    shown.method = "sig";
    shown.parameters["overlap"] = 0.1;
    const auto columns =
        ui::columnsByMethod(shown, engine.catalogue(), {"ig", "no such method", "sig"});
    CHECK(methodsOf(columns) == std::vector<std::string>{"ig", "sig"});
    CHECK(columns[0].request.parameters.empty());
    CHECK(columns[1].request.parameters == shown.parameters);
}

TEST_CASE("compare: maps are dark at zero in the dark theme, at once", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    const auto meanColour = [&fixture] {
        return fixture.card(0).map().scaled(1, 1, {}, Qt::SmoothTransformation).pixelColor(0, 0);
    };
    CHECK(meanColour().lightness() > 128);
    ui::applyTheme(*qApp, ui::Appearance::Dark);
    CHECK(WindowFixture::waitFor([&] { return meanColour().lightness() < 128; }));
    ui::applyTheme(*qApp, ui::Appearance::Light);
    CHECK(WindowFixture::waitFor([&] { return meanColour().lightness() > 128; }));
}

TEST_CASE("compare: beside others a method explains f as it takes it", "[quick]") {
    FakeEngine engine;
    engine.editCatalogue().methods[1].objectives = {"logit"};
    ExplainRequest shown;
    shown.method = "sig";
    const auto columns = ui::columnsByMethod(shown, engine.catalogue(), {"sig", "ig"});
    REQUIRE(columns.size() == 2);
    CHECK(columns[0].request.objective == "probability");
    CHECK(columns[1].request.objective == "logit");
}

TEST_CASE("compare: a column for each baseline and for each likely class", "[quick]") {
    FakeEngine engine;
    const auto baselines = ui::columnsByBaseline({}, engine.catalogue());
    REQUIRE(baselines.size() == engine.catalogue().baselines.size());
    CHECK(baselines[1].title == "mean");
    CHECK(askedBaselines(baselines[1].request) == "mean");
    Scene scene;
    scene.top = {{3, "cat", 0.75, 2.5}, {1, "dog", 0.25, -1}};
    const auto classes = ui::columnsByClass({}, scene);
    REQUIRE(classes.size() == 2);
    CHECK(classes[1].title == "dog");
    CHECK(classes[1].request.target == classOfIndex(1));
}

TEST_CASE("compare: one click asks the queue for all methods, and cards fill in", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    REQUIRE(fixture.engine().runs().size() == 3);  // The fake engine has no Blur IG.
    REQUIRE(fixture.page().cards().size() == 3);
    CHECK(fixture.card(0).title() == "Spectral IG");
    CHECK(fixture.card(0).map().isNull());
    CHECK(fixture.engine().runs()[0].request.tracing == Tracing::Path);

    fixture.engine().deliverStarted(2);
    fixture.engine().deliverProgress(2, 61, 129);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.column(1).state == State::Running; }));
    CHECK(fixture.card(1).status().contains("61/129"));
    fixture.engine().deliverPreview(2, 5);
    CHECK(WindowFixture::waitFor([&] { return !fixture.card(1).map().isNull(); }));

    fixture.complete(2, 1);
    CHECK(fixture.card(1).status().contains("17 evaluations"));
    CHECK_FALSE(fixture.card(1).map().isNull());
    CHECK(fixture.card(0).map().isNull());
    CHECK(fixture.page().runs().ended() == 1);
}

TEST_CASE("compare: a column that failed says why, and the others go on", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    fixture.engine().deliverFailed(1, "chelsea.png: out of memory");
    REQUIRE(WindowFixture::waitFor([&] { return fixture.column(0).state == State::Failed; }));
    CHECK(fixture.column(0).column.failure == "chelsea.png: out of memory");
    CHECK(fixture.card(0).status() == "Failed");
    fixture.complete(2, 1);
    // Tried again, it is a run of its own.
    fixture.page().runs().compute(0);
    REQUIRE(fixture.engine().runs().size() == 4);
    fixture.complete(4, 0);
    CHECK(fixture.column(0).column.failure.empty());
    CHECK_FALSE(fixture.card(0).map().isNull());
}

TEST_CASE("compare: one scale holds for all maps, and each its own only if that is asked for",
          "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    fixture.complete(1, 0);
    auto* bar = fixture.page().findChild<ui::ColourBar*>("compareBar");
    REQUIRE(bar);
    const double ofOne = bar->high();
    CHECK(ofOne > 0);
    CHECK(bar->low() == -ofOne);
    auto* scale = fixture.page().findChild<QComboBox*>();
    REQUIRE(scale->accessibleName() == "Scale");
    const QImage before = fixture.card(0).map();
    QTest::keyClick(scale, Qt::Key_Down);
    Q_EMIT scale->activated(scale->currentIndex());
    CHECK(fixture.page().view().scale == ui::ComparisonScale::Map);
    CHECK(bar->high() == 1);
    // Of one map, its own limit is that of all.
    CHECK(fixture.card(0).map() == before);
}

TEST_CASE("compare: the top share of each map's pixels stands out of the photograph", "[quick]") {
    ComparedFixture fixture;
    fixture.compareThree();
    auto* maps = fixture.page().findChild<QComboBox*>("compareMaps");
    auto* share = fixture.page().findChild<QDoubleSpinBox*>("compareTopShare");
    REQUIRE((maps && share));
    CHECK_FALSE(share->isEnabled());
    CHECK_FALSE(fixture.page().view().topShare);
    maps->setFocus();
    QTest::keyClick(maps, Qt::Key_End);
    REQUIRE(share->isEnabled());
    const auto& explanation = fixture.column(0).column.explanation;
    const QImage photograph = ui::pictureOf(explanation->scene->seen);
    const int pixels = photograph.width() * photograph.height();
    REQUIRE(fixture.card(0).map().size() == photograph.size());
    // But for the pixel of the quantile itself and rounding.
    CHECK(undimmedPixels(fixture.card(0), photograph) == Approx(0.1 * pixels).margin(2));
    CHECK(fixture.page().findChild<ui::ColourBar*>("compareBar")->empty());
    share->setFocus();
    QTest::keyClick(share, Qt::Key_Up);
    CHECK(undimmedPixels(fixture.card(0), photograph) == Approx(0.15 * pixels).margin(2));
    QTest::keyClick(maps, Qt::Key_Home);
    CHECK_FALSE(share->isEnabled());
    CHECK(fixture.card(0).map() != photograph);
    CHECK_FALSE(fixture.page().findChild<ui::ColourBar*>("compareBar")->empty());
}

TEST_CASE("compare: scrubbing shows every path at that α, and what has none stands still",
          "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    for (const RunId run : {1, 2, 3}) fixture.complete(run, run - 1);
    const QImage whole = fixture.card(0).map();
    const QImage pathless = fixture.card(2).map();
    fixture.page().setShare(0.25);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.card(0).map() != whole; }));
    CHECK(fixture.card(2).map() == pathless);
    CHECK(fixture.card(2).note() == "no path: stands still");
    CHECK(fixture.card(0).note().isEmpty());
    fixture.page().setShare(1);
    CHECK(fixture.card(0).map() == whole);
    CHECK(fixture.card(2).note().isEmpty());
}

TEST_CASE("compare: what is predicted to take more than a minute waits to be asked for",
          "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    fixture.engine().deliverStarted(1, 3240);
    REQUIRE(WindowFixture::waitFor([&] { return fixture.column(0).state == State::TooLong; }));
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{1});
    CHECK(fixture.card(0).status() == "≈ 54 min");
    fixture.page().runs().compute(0);
    REQUIRE(fixture.engine().runs().size() == 4);
    fixture.engine().deliverStarted(4, 3240);
    fixture.engine().deliverProgress(4, 1, 129);
    CHECK(WindowFixture::waitFor([&] { return fixture.column(0).state == State::Running; }));
}

TEST_CASE("compare: what was computed before is there at once", "[quick]") {
    ComparedFixture fixture;
    fixture.engine().setResultBudget(1LL << 30);
    fixture.click("compareFast");
    fixture.complete(1, 0);
    fixture.page().compare(ui::columnsByMethod(fixture.column(0).column.request,
                                               fixture.engine().catalogue(), {"sig"}));
    CHECK(fixture.engine().runs().size() == 3);
    CHECK(fixture.column(0).state == State::Done);
    CHECK_FALSE(fixture.card(0).map().isNull());
}

TEST_CASE("compare: pausing and cancelling reach every run that is not over", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    fixture.complete(1, 0);
    fixture.page().runs().pause();
    CHECK(fixture.engine().paused() == std::vector<RunId>{2, 3});
    fixture.page().runs().resume();
    CHECK(fixture.engine().paused().empty());
    fixture.page().runs().cancel();
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{2, 3});
    fixture.engine().deliverCancelled(2, 3);
    fixture.engine().deliverCancelledEmpty(3);
    REQUIRE(WindowFixture::waitFor([&] { return !fixture.page().runs().running(); }));
    CHECK(fixture.column(1).state == State::Partial);
    CHECK(fixture.column(2).state == State::Cancelled);
}

TEST_CASE("compare: another picture ends the comparison of the one before", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    ExplainRequest other;
    other.image = WindowFixture::sample("coffee.png");
    fixture.page().setSubject(other, nullptr);
    CHECK(fixture.page().cards().empty());
    CHECK(fixture.engine().cancelled() == std::vector<RunId>{1, 2, 3});
}

TEST_CASE("compare: the tabs are a key away, and a card opens in the Path view", "[quick]") {
    WindowFixture fixture;
    ui::MainWindow& window = fixture.showCompleted();
    ui::ComparePage& page = window.comparePage();
    QTest::keyClick(&window, Qt::Key_2);
    REQUIRE(WindowFixture::waitFor([&] { return page.isVisible(); }));
    CHECK_FALSE(window.pathPage().isVisible());
    QTest::mouseClick(page.findChild<QPushButton*>("compareFast"), Qt::LeftButton);
    const RunId ofIg = fixture.engine().newest() - 1;  // Before Gradient × input.
    REQUIRE(fixture.engine().runs()[ofIg - 1].request.method == "ig");
    fixture.engine().deliverStarted(ofIg);
    fixture.engine().deliverCompleted(ofIg);
    REQUIRE(WindowFixture::waitFor([&] { return !page.cards()[1]->map().isNull(); }));
    QTest::mouseDClick(page.cards()[1], Qt::LeftButton);
    CHECK(window.pathPage().isVisible());
    CHECK(window.session().request().method == "ig");
    CHECK(fixture.waitForFrame(window.session().run(), 1));
}

TEST_CASE("compare: on a card lines break between figures, not within them", "[quick]") {
    ComparedFixture fixture;
    fixture.click("compareFast");
    CHECK(fixture.card(0).status() == "≈ …");  // That it waits is said where its map will be.
    fixture.complete(1, 0);
    CHECK(fixture.card(0).status().startsWith("17 evaluations · "));
    int lines = 0;
    for (const QLabel* label : fixture.card(0).findChildren<QLabel*>())
        if (label->text().startsWith("17")) {
            ++lines;
            for (const QString& part : label->text().split(QStringLiteral("· ")))
                CHECK_FALSE(part.contains(' '));
        }
    CHECK(lines == 1);
}
