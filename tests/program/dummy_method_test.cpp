// A method that is registered once, in a test, is there everywhere with no other edit.

#include <QDoubleSpinBox>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "app/command_line.h"
#include "tests/support/runs.h"
#include "tests/support/test_engines.h"
#include "ui/controls/parameter_form.h"

using namespace sigscope;
using namespace sigscope::testing;

TEST_CASE("program: a dummy method appears in flags, form and recipe", "[quick]") {
    const auto engine = engineWithDummyMethod();
    const Catalogue& catalogue = engine->catalogue();

    const auto parsed = app::parseCommandLine(
        catalogue, "0", {"explain", "x.png", "--method", "dummy", "--gain", "3.5"});
    REQUIRE(std::holds_alternative<app::CommandLine>(parsed));
    const auto& parameters = std::get<app::CommandLine>(parsed).explain.request.parameters;
    CHECK(parameters == ParameterValues{{"gain", 3.5}});

    ui::ParameterForm form;
    form.show(*catalogue.method("dummy"), {});
    const auto* field = form.findChild<QDoubleSpinBox*>();
    REQUIRE(field != nullptr);
    CHECK(field->value() == 2);
    CHECK(field->maximum() == 10);

    ExplainRequest request = tinyRequest();
    request.method = "dummy";
    request.parameters = parameters;
    request.tracing = Tracing::Path;
    const RunStory story = runToEnd(*engine, request);
    REQUIRE(story.end.kind == RunEnd::Kind::Completed);
    const auto recipe = nlohmann::json::parse(story.end.explanation->recipe);
    CHECK(recipe.at("method") == "dummy");
    CHECK(recipe.at("parameters").at("gain") == 3.5);
    const Explanation& explanation = *story.end.explanation;
    CHECK(explanation.traits == catalogue.method("dummy")->traits);
    CHECK(explanation.alphas.empty());
    CHECK_FALSE(explanation.trace);
    CHECK(explanation.attribution.values[0] ==
          Approx(3.5 * (explanation.input.values[0] - explanation.baseline.values[0])));
}
