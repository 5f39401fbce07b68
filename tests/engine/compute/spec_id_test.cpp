#include "engine/store/spec_id.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include "tests/support/torch_catch.h"

#include "tests/support/explained.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using namespace sigscope::testing;
using sigscope::store::canonicalSpec;
using sigscope::store::specIdOf;
using sigscope::tests::TemporaryFolder;
using RecipeJson = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

using Edit = std::function<void(ExplainRequest&)>;

/// A contrast from noise, which have a seed, a count and a second class.
ExplainRequest contrastFromNoise() {
    ExplainRequest request = shortRequest({NamedBaseline::Noise});
    request.objective = contrastObjective;
    request.target = "index:3";
    request.against = "index:5";
    return request;
}

RecipeJson recipeOf(const ExplainRequest& request) {
    return RecipeJson::parse(explained(request)->recipe);
}

SpecId idOf(const RecipeJson& recipe) {
    return specIdOf(recipe.dump());
}

}  // namespace

TEST_CASE("spec: what files are called and where it ran is no part of it", "[quick]") {
    const TemporaryFolder folder;
    const fs::path samples = shortRequest({NamedBaseline::Black}).image.parent_path();
    const fs::path cup = samples / "coffee.png";
    const ExplainRequest request = shortRequest({PictureBaseline{cup}});
    ExplainRequest likewise = request;
    likewise.image = folder.path() / "cat.png";
    likewise.model = folder.path() / "weights.safetensors";
    likewise.baselines = {PictureBaseline{folder.path() / "cup.png"}};
    fs::copy(request.image, likewise.image);
    fs::copy(request.model, likewise.model);
    fs::copy(cup, folder.path() / "cup.png");
    likewise.device = "auto";
    likewise.tracing = Tracing::Path;
    likewise.traceBudget /= 2;
    const auto first = explained(request);
    const auto second = explained(*makeEngine({.threads = 1}), likewise);
    CHECK(first->recipe != second->recipe);
    CHECK(first->spec == second->spec);
    CHECK(first->spec.sha256.size() == 64);
    CHECK(first->spec == specIdOf(first->recipe));
}

TEST_CASE("spec: a method's files are their content", "[quick]") {
    const TemporaryFolder folder;
    ExplainRequest request = tinyRequest();
    request.method = "mig";
    request.parameters = {{"steps", std::int64_t{3}},
                          {"vae", std::string(SIGSCOPE_TEST_DATA "/golden/tiny_vae.safetensors")}};
    ExplainRequest likewise = request;
    const fs::path copy = folder.path() / "decoder.safetensors";
    fs::copy(std::get<std::string>(request.parameters["vae"]), copy);
    likewise.parameters["vae"] = copy.string();
    const RecipeJson recipe = recipeOf(request);
    REQUIRE(recipe["files"].contains("vae"));
    CHECK(idOf(recipe) == explained(likewise)->spec);
    RecipeJson other = recipe;
    other["files"]["vae"][0]["sha256"] = std::string(64, '0');
    CHECK(idOf(other) != idOf(recipe));
}

TEST_CASE("spec: what says the same is the same", "[quick]") {
    ExplainRequest request = shortRequest({parseBaseline("#FF8000")});
    const auto first = explained(request);
    request.target = classOfIndex(first->scene->target.index);  // By default the likeliest one.
    request.baselines = {ColourBaseline{{255, 128, 0}}};
    request.against = "index:7";  // Of no contrast.
    request.seed = 5;             // Of nothing that is drawn.
    CHECK(explained(request)->spec == first->spec);
}

TEST_CASE("spec: another value of a request's field is another spec", "[quick]") {
    const ExplainRequest base = contrastFromNoise();
    const auto edit = GENERATE(
        Edit([](ExplainRequest& request) { request.image.replace_filename("coffee.png"); }),
        Edit(
            [](ExplainRequest& request) { request.preprocessing["mean"] = Triple{0.1, 0.2, 0.3}; }),
        Edit([](ExplainRequest& request) { request.target = "index:4"; }),
        Edit([](ExplainRequest& request) { request.objective = "logit"; }),
        Edit([](ExplainRequest& request) { request.against = "index:6"; }),
        Edit([](ExplainRequest& request) { request.baselines = {NamedBaseline::Black}; }),
        Edit([](ExplainRequest& request) { request.baselines.push_back(NamedBaseline::Mean); }),
        Edit([](ExplainRequest& request) { request.baselineCount = 2; }),
        Edit([](ExplainRequest& request) { request.seed = 1; }),
        Edit([](ExplainRequest& request) { request.method = "sig"; }),
        Edit([](ExplainRequest& request) { request.parameters["steps"] = std::int64_t{9}; }),
        Edit([](ExplainRequest& request) { request.precision = "float64"; }),
        Edit([](ExplainRequest& request) { request.memoryBudget /= 2; }));
    ExplainRequest other = base;
    edit(other);
    REQUIRE(other != base);
    static const SpecId id = explained(base)->spec;
    CHECK(explained(other)->spec != id);
}

TEST_CASE("spec: of a recipe it takes all but names and what was observed", "[quick]") {
    const RecipeJson recipe = recipeOf(contrastFromNoise());
    const std::set<std::string> left{
        "/image/name",   "/model/name",  "/target/label",    "/against/label",
        "/run/device",   "/run/threads", "/run/micro_batch", "/run/micro_batch_smallest",
        "/run/sigscope", "/run/torch"};
    std::set<std::string> without;
    const RecipeJson flat = recipe.flatten();
    for (const auto& [path, value] : flat.items()) {
        RecipeJson other = recipe;
        other[RecipeJson::json_pointer(path)] = "something else";
        if (idOf(other) == idOf(recipe)) without.insert(path);
    }
    CHECK(without == left);
}

TEST_CASE("spec: numbers have one form and keys one order", "[quick]") {
    const auto same = [](const char* one, const char* other) {
        return canonicalSpec(one) == canonicalSpec(other);
    };
    CHECK(same(R"({"a": 1, "b": 0.5})", R"({ "b":5e-1, "a":1.0 })"));
    CHECK(same(R"({"a": -0.0})", R"({"a": 0})"));
    CHECK(same(R"({"a": 1e3})", R"({"a": 1000})"));
    CHECK_FALSE(same(R"({"a": 1})", R"({"a": "1"})"));
    CHECK_FALSE(same(R"({"a": 0.1})", R"({"a": 0.10000001})"));
    CHECK_THROWS_WITH(canonicalSpec("[]"), "is no object");
}
