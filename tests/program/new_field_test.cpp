// A field of the request and a parameter of a method, each described once, in a test, are there
// everywhere with no other edit.

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "app/explain_flags.h"
#include "app/method_reference.h"
#include "engine/store/recipe_fields.h"
#include "tests/support/runs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_engines.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;

namespace {

/// A member of the request that cannot be asked for otherwise.
RequestField newField() {
    ParameterSpec spec;
    spec.name = "trace-budget";
    spec.kind = ParameterSpec::Kind::Integer;
    spec.minimum = 1024;
    spec.maximum = 1 << 30;
    spec.unit = "bytes";
    spec.help = "What the trace may keep.";
    spec.equation = "nodes ≤ bytes / 4";
    RequestField field = requestField(std::move(spec), &ExplainRequest::traceBudget);
    field.recipe = {.form = RecipeForm::UnlessDefault, .key = "trace_budget", .section = "run"};
    return field;
}

std::vector<RequestField> fieldsWithNew(const Catalogue& catalogue) {
    std::vector<RequestField> fields = requestFields(catalogue);
    fields.push_back(newField());
    return fields;
}

const Catalogue& catalogue() {
    static const auto engine = engineWithDummyMethod();
    return engine->catalogue();
}

/// The request of a command line that has the new field.
ExplainRequest given(std::vector<std::string> arguments) {
    CLI::App command;
    const app::ExplainFlags flags(command, catalogue(), fieldsWithNew(catalogue()));
    std::reverse(arguments.begin(), arguments.end());
    command.parse(std::move(arguments));
    return flags.options().request;
}

ExplainRequest read(const nlohmann::json& recipe) {
    ExplainRequest request;
    store::readFields(fieldsWithNew(catalogue()), {recipe, "r.json", ""}, request);
    return request;
}

}  // namespace

TEST_CASE("program: a new field of the request has a flag, with help and range", "[quick]") {
    CHECK(given({"x.png", "--trace-budget", "4096"}).traceBudget == 4096);
    CHECK(given({"x.png"}).traceBudget == ExplainRequest().traceBudget);
    CHECK_THROWS_WITH(given({"x.png", "--trace-budget", "9"}),
                      Contains("--trace-budget") && Contains("1024"));
    CLI::App command;
    const app::ExplainFlags flags(command, catalogue(), fieldsWithNew(catalogue()));
    CHECK_THAT(command.help(), Contains("--trace-budget") && Contains("What the trace may keep.") &&
                                   Contains("1024..1073741824 bytes") && Contains("268435456"));
}

TEST_CASE("program: a new field of the request is in recipes, and old ones have its default",
          "[quick]") {
    ExplainRequest request;
    request.traceBudget = 4096;
    nlohmann::ordered_json recipe;
    store::writeFields(fieldsWithNew(catalogue()), request, recipe);
    CHECK(recipe.at("run").at("trace_budget") == 4096);
    auto json = nlohmann::json::parse(recipe.dump());
    CHECK(sameRequest(fieldsWithNew(catalogue()), read(json), request));
    json["run"]["trace_budget"] = 9;
    CHECK_THROWS_WITH(read(json), Contains("run.trace_budget is no whole number from 1024"));
    json["run"].erase("trace_budget");
    CHECK(read(json).traceBudget == ExplainRequest().traceBudget);
}

TEST_CASE("program: a new field of the request tells requests apart, and has a name", "[quick]") {
    ExplainRequest request;
    newField().set(request, {std::int64_t{4096}});
    const std::vector<RequestField> fields = fieldsWithNew(catalogue());
    CHECK_FALSE(sameRequest(fields, request, ExplainRequest()));
    CHECK(sameRequest(requestFields(catalogue()), request, ExplainRequest()));
    CHECK(changeOf(fields, ExplainRequest(), request) == "trace budget");
}

TEST_CASE("program: a new field of the request is on the reference page", "[quick]") {
    CHECK_THAT(app::methodReference(catalogue(), fieldsWithNew(catalogue())),
               Contains("| `--trace-budget` | 1024..1073741824 bytes | 268435456 | What the trace "
                        "may keep. `nodes ≤ bytes / 4` |"));
}

TEST_CASE("program: a new parameter of a method is everywhere, too", "[quick]") {
    const auto engine = engineWithDummyMethod();
    ExplainRequest request = tinyRequest();
    request.method = "dummy";
    request.parameters = given({"x.png", "--method", "dummy", "--gain", "3.5"}).parameters;
    CHECK(request.parameters == ParameterValues{{"gain", 3.5}});

    const RunStory story = runToEnd(*engine, request);
    REQUIRE(story.end.kind == RunEnd::Kind::Completed);
    const TemporaryFolder folder;
    const auto recipe =
        readRecipe(folder.write("r.json", story.end.explanation->recipe), engine->catalogue());
    REQUIRE(recipe.ok());
    CHECK(recipe.value().request.parameters == request.parameters);

    ExplainRequest other = request;
    other.parameters["gain"] = 4.0;
    CHECK_FALSE(sameRequest(requestFields(catalogue()), request, other));
    CHECK(changeOf(requestFields(catalogue()), request, other) == "parameter gain");
    CHECK_THAT(app::methodReference(catalogue(), requestFields(catalogue())),
               Contains("## `dummy`") && Contains("| `--gain` (k) |") && Contains("0..10"));
}
