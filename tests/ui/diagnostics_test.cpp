#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/controls/message_bar.h"
#include "ui/window/diagnostics.h"
#include "ui/window/session.h"
#include "ui/window/status_line.h"

using namespace sigscope;
using sigscope::test::WindowFixture;

namespace {

/// Waits for a message that contains `part`.
bool warns(ui::MainWindow& window, const char* part) {
    return WindowFixture::waitFor([&] { return window.messageBar().message().contains(part); });
}

void clickRemedy(ui::MainWindow& window, const char* title) {
    auto* remedy = window.findChild<QPushButton*>("remedy");
    REQUIRE(remedy->isVisible());
    REQUIRE(remedy->text().toStdString() == title);
    QTest::mouseClick(remedy, Qt::LeftButton);
}

}  // namespace

TEST_CASE("guard: a result without fault has none", "[quick]") {
    WindowFixture fixture;
    CHECK(fixture.showCompleted().messageBar().message().isEmpty());
}

TEST_CASE("guard: an unsure prediction is said as soon as it is known", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editScenes([](Scene& scene) { scene.top.front().probability = 0.3; });
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverStarted(1);
    REQUIRE(warns(window, "Egyptian cat, has only 30 %"));
    clickRemedy(window, "Explain tabby");
    CHECK(fixture.engine().runs().back().request.target == "index:281");
    CHECK(window.messageBar().message().isEmpty());
}

TEST_CASE("guard: a baseline that predicts the class", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editScenes([](Scene& scene) {
        scene.baselineTop = scene.target;
        scene.targetAtBaseline = 0.4;
    });
    ui::MainWindow& window = fixture.showCompleted();
    REQUIRE(warns(window, "baseline alone already gives Egyptian cat 40 %"));
    clickRemedy(window, "Start from mean");
    CHECK(fixture.engine().runs().back().request.baselines ==
          std::vector<BaselineSpec>{NamedBaseline::Mean});
}

TEST_CASE("guard: no word of the baseline where the method does not use it", "[quick]") {
    Catalogue catalogue = test::FakeEngine().catalogue();
    Scene scene;
    scene.top = {{1, "cat", 0.7, 3}};
    scene.target = scene.baselineTop = scene.top.front();
    scene.targetAtBaseline = 0.6;
    CHECK(ui::diagnosticsOf(catalogue, {}, scene, nullptr).size() == 1);
    catalogue.methods.front().baseline = BaselineUse::Ignored;
    CHECK(ui::diagnosticsOf(catalogue, {}, scene, nullptr).empty());
}

TEST_CASE("guard: what was noticed of a picture comes first", "[quick]") {
    Scene scene;
    scene.top = {{1, "cat", 0.2, 3}};
    scene.target = scene.top.front();
    scene.notes = {"n.tif: none of its 16-bit values is above 4095"};
    const auto diagnostics = ui::diagnosticsOf(test::FakeEngine().catalogue(), {}, scene, nullptr);
    REQUIRE(diagnostics.size() == 2);
    CHECK(diagnostics[0].message == "n.tif: none of its 16-bit values is above 4095.");
    CHECK(diagnostics[0].remedy.isEmpty());
}

TEST_CASE("guard: one of another picture does not come back over a restored result", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editScenes([](Scene& scene) { scene.top.front().probability = 0.3; });
    ui::MainWindow& window = fixture.showCompleted();
    REQUIRE(warns(window, "unsure"));
    ExplainRequest request = window.session().request();
    request.target = "281";
    window.session().restore(request, "{}");
    window.messageBar().show(ui::MessageBar::Kind::Information, "Restored");
    QTest::mouseClick(window.findChild<QToolButton*>("closeMessage"), Qt::LeftButton);
    CHECK(window.messageBar().message().isEmpty());
}

TEST_CASE("guard: a baseline whose likeliest class is another one is none", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editScenes([](Scene& scene) {
        scene.baselineTop = scene.top.back();
        scene.targetAtBaseline = 0.4;
    });
    CHECK(fixture.showCompleted().messageBar().message().isEmpty());
}

TEST_CASE("guard: a large integration error asks for more steps", "[quick]") {
    WindowFixture fixture;
    fixture.engine().setExcess(0.06);  // Of 0.6.
    ui::MainWindow& window = fixture.showCompleted();
    REQUIRE(warns(window, "misses the change of f by 10 %"));
    clickRemedy(window, "Use 257 steps");
    CHECK(std::get<std::int64_t>(fixture.engine().runs().back().request.parameters.at("steps")) ==
          257);
}

TEST_CASE("guard: where a tolerance decides, a large integration error asks for half of it",
          "[quick]") {
    Catalogue catalogue = test::FakeEngine().catalogue();
    std::vector<ParameterSpec>& parameters = catalogue.methods.front().parameters;
    const auto steps = std::ranges::find(parameters, "steps", &ParameterSpec::name);
    steps->minimum = 0;
    steps->defaultValue = std::int64_t{0};
    parameters.push_back({.name = "tolerance",
                          .symbol = {},
                          .kind = ParameterSpec::Kind::Real,
                          .minimum = 0.4,
                          .maximum = 20,
                          .defaultValue = 1.0,
                          .unit = "%",
                          .help = {},
                          .equation = {},
                          .choices = {}});
    Scene scene;
    scene.top = {{1, "cat", 0.7, 3}};
    scene.target = scene.top.front();
    Explanation explanation;
    explanation.completeness = {0.7, 0.1, 0.1, 0.7, 0.5};  // A sixth of 0.6 is missing.
    const auto remedyOf = [&](const ExplainRequest& request) {
        const auto diagnostics = ui::diagnosticsOf(catalogue, request, scene, &explanation);
        REQUIRE(diagnostics.size() == 1);
        return diagnostics.front().remedy.toStdString();
    };
    ExplainRequest request;
    CHECK(remedyOf(request) == "Use a tolerance of 0.5 %");
    request.parameters["tolerance"] = 0.5;
    CHECK(remedyOf(request).empty());  // Half of that is out of range.
    request.parameters["steps"] = std::int64_t{33};
    CHECK(remedyOf(request) == "Use 65 steps");
}

TEST_CASE("guard: an error within 5 % is none", "[quick]") {
    WindowFixture fixture;
    fixture.engine().setExcess(0.029);
    CHECK(fixture.showCompleted().messageBar().message().isEmpty());
}

TEST_CASE("guard: closing one brings the next, and it stays closed", "[quick]") {
    WindowFixture fixture;
    fixture.engine().setExcess(0.06);
    fixture.engine().editScenes([](Scene& scene) { scene.top.front().probability = 0.3; });
    ui::MainWindow& window = fixture.show();
    window.open(WindowFixture::sample("chelsea.png"));
    fixture.engine().deliverStarted(1);
    REQUIRE(warns(window, "unsure"));
    auto* close = window.findChild<QToolButton*>("closeMessage");
    QTest::mouseClick(close, Qt::LeftButton);
    CHECK(window.messageBar().message().isEmpty());
    fixture.engine().deliverCompleted(1);
    REQUIRE(warns(window, "misses the change"));
    QTest::mouseClick(close, Qt::LeftButton);
    CHECK(window.messageBar().message().isEmpty());  // Not the first one again.
}

TEST_CASE("guard: the path gap and its remedy", "[quick]") {
    const test::FakeEngine engine;
    ExplainRequest request;
    request.parameters["rule"] = std::string("reference");
    Explanation explanation;
    explanation.completeness = {0.7, 0.1, 0.2, 0.7, 0.5};  // A sixth of 0.6 before γ(0).
    Scene scene;
    scene.top = {{1, "cat", 0.7, 3}};
    scene.target = scene.top.front();
    const auto diagnostics = ui::diagnosticsOf(engine.catalogue(), request, scene, &explanation);
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics.front().message.contains("17 %"));
    CHECK(diagnostics.front().remedy.toStdString() == "Use the default rule");
    // A latent path's gap has a reason of its own, which no rule mends.
    explanation.reconstruction = ReconstructionError{.baseline = 0.001, .input = 0.03125};
    const auto latent = ui::diagnosticsOf(engine.catalogue(), request, scene, &explanation);
    REQUIRE(latent.size() == 1);
    CHECK(latent.front().message.contains("reconstruction, off by 3.1 % (white is 100 %): 17 %"));
    CHECK(latent.front().remedy.isEmpty());
    // What was cancelled is expected to have gaps.
    explanation.partial = true;
    CHECK(ui::diagnosticsOf(engine.catalogue(), request, scene, &explanation).empty());
}

TEST_CASE("guard: a path that does not begin at the baseline leaves nothing of it out", "[quick]") {
    test::FakeEngine engine;
    ExplainRequest request;
    request.method = "ig";
    Explanation explanation;
    explanation.completeness = {0.7, 0.1, 0.2, 0.7, 0.5};
    Scene scene;
    scene.top = {{1, "cat", 0.7, 3}};
    scene.target = scene.top.front();
    REQUIRE(ui::diagnosticsOf(engine.catalogue(), request, scene, &explanation).size() == 1);
    engine.editCatalogue().methods[1].baseline = BaselineUse::Ignored;
    CHECK(ui::diagnosticsOf(engine.catalogue(), request, scene, &explanation).empty());
}

TEST_CASE("guard: of a method that ignores the baseline no path gap is told", "[quick]") {
    WindowFixture fixture;
    fixture.engine().editCatalogue().methods[1].baseline = BaselineUse::Ignored;
    ui::MainWindow& window = fixture.showCompleted();
    CHECK(window.statusLine().gapText().contains("path gap"));
    window.session().setMethod("ig");
    fixture.complete();
    CHECK(window.statusLine().gapText().contains("integration error"));
    CHECK_FALSE(window.statusLine().gapText().contains("path gap"));
}

TEST_CASE("guard: a map that says nothing", "[quick]") {
    WindowFixture fixture;
    fixture.engine().setResultBudget(0);  // Each is computed.
    fixture.engine().setEmptiness(Emptiness::Rounding);
    CHECK(warns(fixture.showCompleted(), "zero but for rounding"));
    fixture.engine().setEmptiness(Emptiness::Saturated);
    ui::MainWindow& window = fixture.showCompleted();
    REQUIRE(warns(window, "the probability is"));
    const bool nearZero = fixture.engine().subject(1).fEnd < 0.5;
    clickRemedy(window, nearZero ? "Explain the log-probability" : "Explain the logit");
    CHECK(fixture.engine().runs().back().request.objective ==
          (nearZero ? "log-probability" : "logit"));
}
