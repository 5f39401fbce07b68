#include "engine/api/recipe.h"

#include <functional>
#include <nlohmann/json.hpp>
#include "tests/support/torch_catch.h"

#include "tests/support/explained.h"
#include "tests/support/same_map.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;
using Catch::EndsWith;
using sigscope::tests::TemporaryFolder;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

const Catalogue& catalogue() {
    static const auto engine = makeEngine();
    return engine->catalogue();
}

/// A request that differs from the default one in everything, and beside it what it needs.
ExplainRequest particularRequest(const TemporaryFolder& folder) {
    ExplainRequest request = tinyRequest();
    fs::copy(request.image, folder.path() / "a&b‹ü>.png");
    fs::copy(request.model, folder.path() / "net.safetensors");
    request.image = folder.path() / "a&b‹ü>.png";
    request.model = folder.path() / "net.safetensors";
    request.target = "3";
    request.objective = "contrast";
    request.against = "5";
    request.baselines = {NamedBaseline::Noise};
    request.seed = 12345;
    request.parameters = {{"steps", std::int64_t{9}}, {"overlap", 0.1}};
    request.memoryBudget = 64LL << 20;
    return request;
}

Recipe readBack(const TemporaryFolder& folder, const std::string& text) {
    const auto recipe = readRecipe(folder.write("recipe.json", text), catalogue());
    if (!recipe) FAIL(recipe.error());
    return recipe.value();
}

/// A recipe as the engine writes it.
const Json& goodRecipe() {
    static const Json recipe = [] {
        ExplainRequest request = tinyRequest();
        request.parameters["steps"] = std::int64_t{3};
        return Json::parse(explained(request)->recipe);
    }();
    return recipe;
}

std::string refusal(const std::function<void(Json&)>& spoil) {
    const TemporaryFolder folder;
    Json json = goodRecipe();
    spoil(json);
    const auto recipe = readRecipe(folder.write("spoilt.json", json.dump()), catalogue());
    REQUIRE_FALSE(recipe.ok());
    const std::string said = recipe.error();
    CHECK_THAT(said, Contains("spoilt.json: ") && !Contains("\n") && !Contains("  "));
    CHECK(said.find("spoilt.json") == said.rfind("spoilt.json"));
    return said;
}

}  // namespace

TEST_CASE("recipe: it restores the request, and the run to the bit", "[quick]") {
    const TemporaryFolder folder;
    const ExplainRequest request = particularRequest(folder);
    const auto first = explained(request);
    CHECK(first->recipe.find(folder.path().string()) == std::string::npos);

    const Recipe recipe = readBack(folder, first->recipe);
    CHECK(recipe.image.name == "a&b‹ü>.png");
    const auto restored = restoreRequest(recipe, recipe.request, catalogue());
    REQUIRE(restored.ok());
    CHECK(restored.value().notes.empty());
    const ExplainRequest& again = restored.value().request;
    CHECK(again.image == request.image);
    CHECK(again.model == request.model);
    CHECK(again.target == classOfIndex(3));
    CHECK(again.objective == request.objective);
    CHECK(again.against == classOfIndex(5));
    CHECK(baselineTexts(again) == baselineTexts(request));
    CHECK(again.seed == request.seed);
    CHECK(again.method == request.method);
    CHECK(again.parameters.at("steps") == request.parameters.at("steps"));
    CHECK(again.parameters.at("overlap") == request.parameters.at("overlap"));
    CHECK(again.device == request.device);
    CHECK(again.memoryBudget == request.memoryBudget);

    const auto second = explained(again);
    checkSameMap(*first, *second);
    CHECK(second->baseline == first->baseline);
}

TEST_CASE("recipe: TF32 of a GPU becomes float32 where there is none, and that is said",
          "[quick]") {
    const TemporaryFolder folder;
    Json json = Json::parse(explained(particularRequest(folder))->recipe);
    json["run"]["device"] = "cuda:0";
    json["run"]["precision"] = "tf32";
    Recipe recipe = readBack(folder, json.dump());
    recipe.request.device = "cpu";
    const auto restored = restoreRequest(recipe, recipe.request, catalogue());
    REQUIRE(restored.ok());
    CHECK(restored.value().request.precision == "float32");
    CHECK(restored.value().notes ==
          std::vector<std::string>{"precision tf32 cannot be had here: float32 is taken "
                                   "instead"});
}

TEST_CASE("recipe: a picture as baseline is found too", "[quick]") {
    const TemporaryFolder folder;
    ExplainRequest request = particularRequest(folder);
    const fs::path coffee = request.image.parent_path() / "coffee.png";
    fs::copy(tinyRequest().image.parent_path() / "coffee.png", coffee);
    request.baselines = {PictureBaseline{coffee}};
    const Recipe recipe = readBack(folder, explained(request)->recipe);
    REQUIRE(recipe.baselines.front());
    const auto restored = restoreRequest(recipe, recipe.request, catalogue());
    REQUIRE(restored.ok());
    CHECK(baselineTexts(restored.value().request) == baselineTexts(request));

    ExplainRequest changed = recipe.request;
    changed.baselines = {NamedBaseline::Black};
    CHECK(baselineTexts(restoreRequest(recipe, changed, catalogue()).value().request) ==
          baselineTexts(changed));
    fs::remove(coffee);
    CHECK_THAT(restoreRequest(recipe, recipe.request, catalogue()).error(),
               Contains("coffee.png is not beside it"));
}

TEST_CASE("recipe: files are known by their digest", "[quick]") {
    const TemporaryFolder folder;
    const ExplainRequest request = particularRequest(folder);
    const Recipe recipe = readBack(folder, explained(request)->recipe);
    const auto error = [&](const ExplainRequest& asked) {
        const auto restored = restoreRequest(recipe, asked, catalogue());
        REQUIRE_FALSE(restored.ok());
        return restored.error();
    };
    const fs::path samples = tinyRequest().image.parent_path();
    SECTION("moved away, given by its path and name") {
        fs::rename(request.image, folder.path() / "moved.png");
        CHECK_THAT(error(recipe.request), Contains("recipe.json: its picture a&b‹ü>.png is not"));
        ExplainRequest given = recipe.request;
        given.image = folder.path() / "moved.png";
        const auto restored = restoreRequest(recipe, given, catalogue());
        REQUIRE(restored.ok());
        CHECK(restored.value().request.image == given.image);
        CHECK(restored.value().notes.empty());
    }
    SECTION("moved to a folder that is searched, past a namesake") {
        fs::create_directory(folder.path() / "namesake");
        fs::create_directory(folder.path() / "moved");
        const fs::path moved = folder.path() / "moved" / request.image.filename();
        fs::copy(samples / "coffee.png", folder.path() / "namesake" / request.image.filename());
        fs::rename(request.image, moved);
        const auto search = [&](const std::vector<fs::path>& folders) {
            return restoreRequest(recipe, recipe.request, catalogue(), folders);
        };
        const auto restored = search({folder.path() / "namesake", folder.path() / "moved"});
        REQUIRE(restored.ok());
        CHECK(restored.value().request.image == moved);
        CHECK_THAT(search({folder.path() / "namesake"}).error(), Contains("is another picture"));
        CHECK_THAT(search({samples}).error(),
                   Contains("is not beside it nor where else was looked for it"));
    }
    SECTION("another picture of that name") {
        fs::copy(samples / "coffee.png", request.image, fs::copy_options::overwrite_existing);
        CHECK_THAT(error(recipe.request), Contains("a&b‹ü>.png: is another picture than that of"));
        ExplainRequest given = recipe.request;
        given.image = request.image;
        CHECK_THAT(error(given), Contains("is another picture"));
    }
    SECTION("another picture, as the user wishes") {
        ExplainRequest given = recipe.request;
        given.image = samples / "coffee.png";
        const auto restored = restoreRequest(recipe, given, catalogue());
        REQUIRE(restored.ok());
        REQUIRE(restored.value().notes.size() == 1);
        CHECK_THAT(restored.value().notes[0], Contains("coffee.png takes the place"));
    }
    SECTION("another model of that name") {
        std::ofstream(request.model, std::ios::app) << "x";
        CHECK_THAT(error(recipe.request), Contains("net.safetensors: is another model"));
    }
    SECTION("no model") {
        fs::remove(request.model);
        CHECK_THAT(error(recipe.request), Contains("its model net.safetensors is not beside it"));
    }
}

TEST_CASE("recipe: names that are no UTF-8 are kept", "[quick]") {
    const TemporaryFolder folder;
    ExplainRequest request = tinyRequest();
    fs::copy(request.image, folder.path() / "caf\xe9 %41.png");
    fs::copy(request.model, folder.path() / "netz\xfc.safetensors");
    request.image = folder.path() / "caf\xe9 %41.png";
    request.model = folder.path() / "netz\xfc.safetensors";
    request.parameters = {{"steps", std::int64_t{3}}};
    const auto first = explained(request);
    const Recipe recipe = readBack(folder, first->recipe);
    CHECK(recipe.image.name == "caf\xe9 %41.png");
    CHECK(recipe.model.name == "netz\xfc.safetensors");
    const auto restored = restoreRequest(recipe, recipe.request, catalogue());
    REQUIRE(restored.ok());
    CHECK(restored.value().request.image == request.image);
    CHECK(restored.value().request.model == request.model);
    CHECK(explained(restored.value().request)->recipe == first->recipe);
    // Bytes can say no more than names can.
    const auto set = [](const char* bytes) {
        return refusal([&](Json& json) { json["image"]["name_bytes"] = bytes; });
    };
    for (const char* bytes : {"..%2Fsecret.png", "a%00b", "%4", "%zz", "", "%2E%2E"})
        CHECK_THAT(set(bytes), Contains("image.name is no file's name"));
}

TEST_CASE("recipe: what is deep or has many values is refused in every kind of result", "[quick]") {
    const TemporaryFolder folder;
    const auto refused = [&](const std::string& name, const std::string& content) {
        const auto recipe = readRecipe(folder.write(name, content), catalogue());
        REQUIRE_FALSE(recipe.ok());
        return recipe.error();
    };
    const auto npz = [&](const std::string& text) {
        Explanation explanation;
        explanation.attribution = explanation.input = explanation.baseline = Array(3, 2, 2);
        explanation.recipe = text;
        REQUIRE(writeNpz(folder.path() / "deep.npz", explanation).ok());
        return readRecipe(folder.path() / "deep.npz", catalogue()).error();
    };
    for (const char* place : {"/baseline", "/parameters/overlap", "/preprocessing", "/run"}) {
        Json json = goodRecipe();
        json[Json::json_pointer(place)] = "@";
        std::string text = json.dump();
        const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
        text.replace(text.find("\"@\""), 3, deep);
        CHECK_THAT(refused("deep.json", text), EndsWith("is nested more than 16 levels deep"));
        CHECK_THAT(refused("deep.csv", "# " + text + "\nalpha,f\n"), Contains("16 levels deep"));
        CHECK_THAT(npz(text), Contains("deep.npz: its recipe is damaged: it is nested"));
    }
    // base64 of one bracket after the other.
    std::string brackets;
    for (int i = 0; i < 30'000; ++i) brackets += "W1tb";
    CHECK_THAT(refused("deep.svg", "<svg><desc>" + brackets + "</desc></svg>"),
               Contains("16 levels deep"));
    CHECK_THAT(refused("deep.pdf", "%PDF-1.6 <sigscope:recipe>" + brackets + "</sigscope:recipe>"),
               Contains("16 levels deep"));
    std::string many = "{\"image\": [0";
    for (int i = 0; i < 200'000; ++i) many += ",0";
    CHECK_THAT(refused("many.json", many + "]}"), Contains("holds more than 100000 values"));
}

TEST_CASE("recipe: what it says is not trusted", "[quick]") {
    const auto set = [](const char* pointer, const Json& value) {
        return refusal([&](Json& json) { json[Json::json_pointer(pointer)] = value; });
    };
    CHECK_THAT(refusal([](Json& json) { json = Json::array(); }), Contains("is no result"));
    CHECK_THAT(set("/schema", "other"), Contains("schema is not sigscope-recipe"));
    CHECK_THAT(set("/version", 2), Contains("version is 2, this program reads 1"));
    CHECK_THAT(set("/version", "1"), Contains("version"));
    CHECK_THAT(set("/allow_torchscript", true), Contains("allow_torchscript is unknown"));
    CHECK_THAT(set("/image/name", "../secret.png"), Contains("image.name is no file's name"));
    CHECK_THAT(set("/image/name", "/etc/passwd"), Contains("image.name"));
    CHECK_THAT(set("/model/name", ".."), Contains("model.name"));
    CHECK_THAT(set("/model/name", "a\nb"), Contains("model.name"));
    CHECK_THAT(set("/image/name", std::string(300, 'x')), Contains("image.name"));
    CHECK_THAT(set("/image/sha256", "abc"), Contains("image.sha256 is no SHA-256"));
    CHECK_THAT(set("/image", 3), Contains("image is no object"));
    CHECK_THAT(set("/target/index", -1), Contains("target.index is no whole number"));
    CHECK_THAT(set("/target/index", 1e300), Contains("target.index"));
    CHECK_THAT(set("/target/index", 18446744073709551615ULL), Contains("target.index"));
    CHECK_THAT(set("/of", "odds"), Contains("of 'odds' is unknown"));
    CHECK_THAT(set("/of", "contrast"), Contains("against is missing"));
    CHECK_THAT(set("/baseline", "#12"), Contains("#rrggbb"));
    CHECK_THAT(set("/baseline", "/etc/passwd"), Contains("baseline '/etc/passwd' is unknown"));
    CHECK_THAT(set("/baseline", "noise"), Contains("seed is missing"));
    CHECK_THAT(set("/method", "magic"), Contains("method 'magic' is unknown"));
    CHECK_THAT(set("/method", 7), Contains("method is no string"));
    CHECK_THAT(set("/parameters/overlap", 1.5), Contains("overlap: '1.5' is not a number from 0"));
    CHECK_THAT(set("/parameters/steps", 9.5), Contains("steps: '9.5' is not a whole number"));
    CHECK_THAT(set("/parameters/steps", "9"), Contains("steps"));
    CHECK_THAT(set("/parameters/rule", "simpson"), Contains("rule: 'simpson' is none of"));
    CHECK_THAT(set("/parameters/rule", 1), Contains("rule"));
    CHECK_THAT(set("/parameters/magic", 1), Contains("parameters.magic is unknown"));
    CHECK_THAT(set("/run/device", "tpu"), Contains("run.device"));
    CHECK_THAT(set("/run/memory_budget", 1LL << 60), Contains("run.memory_budget"));
    CHECK_THAT(refusal([](Json& json) { json.erase("run"); }), Contains("run is missing"));
    CHECK(readBack(TemporaryFolder(), goodRecipe().dump()).request.method == "sig");
}

TEST_CASE("recipe: it is said what was other than in its run", "[quick]") {
    Json other = goodRecipe();
    CHECK(differingCircumstances(goodRecipe().dump(), other.dump()).empty());
    other["run"]["threads"] = 77;
    other["run"]["torch"] = "1.0";
    other["run"].erase("device");
    const auto differences = differingCircumstances(other.dump(), goodRecipe().dump());
    REQUIRE(differences.size() == 3);
    CHECK(differences[0] == "device cpu instead of null");
    CHECK_THAT(differences[1], Contains("threads") && Contains("instead of 77"));
    CHECK_THAT(differences[2], Contains("torch") && Contains("instead of 1.0"));
    CHECK(differingCircumstances("no JSON", "{}").empty());

    // Files are known by their bytes, not by their names.
    Json drawn = goodRecipe();
    drawn["files"]["references"] =
        Json::array({Json::object({{"name", "a.png"}, {"sha256", std::string(64, 'a')}})});
    Json renamed = drawn;
    renamed["files"]["references"][0]["name"] = "b.png";
    CHECK(differingCircumstances(drawn.dump(), renamed.dump()).empty());
    Json others = drawn;
    others["files"]["references"][0]["sha256"] = std::string(64, 'b');
    CHECK(differingCircumstances(drawn.dump(), others.dump()) ==
          std::vector<std::string>{"other files of the method"});
}
