// Several baselines as they are drawn, in recipes, and what cannot be asked for.

#include <nlohmann/json.hpp>
#include "tests/support/torch_catch.h"

#include "engine/api/baseline_list.h"
#include "engine/api/recipe.h"
#include "tests/support/explained.h"
#include "tests/support/same_map.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

TEST_CASE("several baselines: noise and folders are drawn by the seed", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest noise = shortRequest({NamedBaseline::Noise});
    noise.seed = 5;
    noise.baselineCount = 3;
    CHECK(explained(*engine, noise)->scene->baselines ==
          std::vector<std::string>{"noise (seed 5)", "noise (seed 6)", "noise (seed 7)"});

    const fs::path samples = tinyRequest().image.parent_path();
    ExplainRequest folder = shortRequest({FolderBaseline{samples}});
    folder.baselineCount = 2;
    const auto both = explained(*engine, folder);
    // Never the explained picture itself.
    CHECK(both->scene->baselines == std::vector<std::string>{"coffee.png", "rocket.jpg"});
    folder.baselineCount = 1;
    const auto one = explained(*engine, folder);
    REQUIRE(one->scene->baselines.size() == 1);
    CHECK(one->spread.empty());
    CHECK(one->attribution ==
          explained(*engine, shortRequest({PictureBaseline{samples / one->scene->baselines[0]}}))
              ->attribution);
}

TEST_CASE("several baselines: a link to nowhere spoils no folder", "[quick]") {
    const fs::path samples = tinyRequest().image.parent_path();
    const TemporaryFolder pictures;
    fs::copy(samples / "coffee.png", pictures.path() / "coffee.png");
    // Which entry is the last is chance.
    for (int i = 0; i < 20; ++i)
        fs::create_symlink("nowhere", pictures.path() / ("gone" + std::to_string(i) + ".png"));
    ExplainRequest request = shortRequest({FolderBaseline{pictures.path()}});
    request.baselineCount = 1;
    CHECK(explained(*makeEngine(), request)->scene->baselines ==
          std::vector<std::string>{"coffee.png"});
}

TEST_CASE("several baselines: a recipe restores them", "[quick]") {
    const auto engine = makeEngine();
    const TemporaryFolder folder;
    const fs::path samples = tinyRequest().image.parent_path();
    const fs::path pictures = folder.path() / "pictures";
    fs::create_directory(pictures);
    for (const char* name : {"coffee.png", "rocket.jpg"})
        for (const fs::path& to : {pictures, folder.path()}) fs::copy(samples / name, to / name);
    fs::copy(tinyRequest().image, folder.path() / "chelsea.png");
    fs::copy(tinyRequest().model, folder.path() / "net.safetensors");
    ExplainRequest request =
        shortRequest({NamedBaseline::Blur, NamedBaseline::Noise, FolderBaseline{pictures},
                      ColourBaseline{{0x10, 0x20, 0x30}}});
    request.image = folder.path() / "chelsea.png";
    request.model = folder.path() / "net.safetensors";
    request.baselineCount = 2;
    request.seed = 9;
    const auto first = explained(*engine, request);
    CHECK(first->perBaseline.size() == 6);
    CHECK(first->recipe.find(folder.path().string()) == std::string::npos);

    const auto recipe = readRecipe(folder.write("r.json", first->recipe), engine->catalogue());
    if (!recipe) FAIL(recipe.error());
    const auto restored =
        restoreRequest(recipe.value(), recipe.value().request, engine->catalogue());
    if (!restored) FAIL(restored.error());
    const ExplainRequest& again = restored.value().request;
    CHECK(again.seed == 9);
    CHECK(again.baselineCount == 2);
    const auto second = explained(*engine, again);
    CHECK(second->scene->baselines == first->scene->baselines);
    checkSameMap(*first, *second);
    fs::remove(folder.path() / "rocket.jpg");
    CHECK_THAT(restoreRequest(recipe.value(), recipe.value().request, engine->catalogue()).error(),
               Contains("rocket.jpg is not beside it"));
    // Others take the place of all of them.
    ExplainRequest changed = recipe.value().request;
    setBaselines(changed, {NamedBaseline::White, NamedBaseline::Black});
    const auto replaced = restoreRequest(recipe.value(), changed, engine->catalogue());
    REQUIRE(replaced.ok());
    CHECK(baselineTexts(replaced.value().request) == baselineTexts(changed));
    CHECK(replaced.value().request.baselineCount == 1);
}

TEST_CASE("several baselines: a list in a recipe is not trusted", "[quick]") {
    const auto engine = makeEngine();
    const TemporaryFolder folder;
    const auto good = nlohmann::json::parse(
        explained(*engine, shortRequest({NamedBaseline::Black, NamedBaseline::Noise}))->recipe);
    const auto refusal = [&](const char* key, const nlohmann::json& value) {
        auto spoilt = good;
        spoilt[key] = value;
        const auto recipe = readRecipe(folder.write("s.json", spoilt.dump()), engine->catalogue());
        REQUIRE_FALSE(recipe.ok());
        return recipe.error();
    };
    CHECK_THAT(refusal("baseline", nlohmann::json::array()), Contains("baseline is empty"));
    CHECK_THAT(refusal("baseline", {"black", "/etc/passwd"}), Contains("'/etc/passwd' is unknown"));
    CHECK_THAT(refusal("baseline", {"black", 3}), Contains("baseline is no string"));
    CHECK_THAT(refusal("baseline", {"black", {{"name", "../x.png"}, {"sha256", "0"}}}),
               Contains("baseline.name is no file's name"));
    CHECK_THAT(refusal("baseline_count", 0), Contains("baseline_count is no whole number"));
    CHECK_THAT(refusal("baseline_count", 1'000'000), Contains("baseline_count"));
}

TEST_CASE("several baselines: what makes no sense is one clear line", "[quick]") {
    const auto engine = makeEngine();
    const auto failure = [&](const std::vector<std::string>& baselines, int count) {
        std::vector<BaselineSpec> parsed;
        for (const std::string& baseline : baselines) parsed.push_back(parseBaseline(baseline));
        ExplainRequest request = shortRequest(parsed);
        request.baselineCount = count;
        const RunStory story = runToEnd(*engine, request);
        REQUIRE(story.end.kind == RunEnd::Kind::Failed);
        CHECK(story.end.error.find('\n') == std::string::npos);
        return story.end.error;
    };
    CHECK_THAT(failure({"black", "white"}, 3), Contains("only noise and the pictures of a folder"));
    CHECK_THAT(failure({"noise"}, 0), Contains("baseline-count: '0' is not a number from 1"));
    CHECK_THAT(failure({"noise"}, 1001), Contains("from 1 to 1000"));
    CHECK_THAT(failure({"blur", "black", "blur"}, 1), Contains("blur is given twice"));
    CHECK_THAT(failure({"black", "pink"}, 1), Contains("'pink' is none of"));
    const fs::path samples = tinyRequest().image.parent_path();
    CHECK_THAT(failure({samples.string()}, 3), Contains("holds 2 pictures beside the explained"));
    const TemporaryFolder folder;
    CHECK_THAT(failure({folder.path().string()}, 1), Contains("holds 0 pictures"));
    // Before anything is integrated.
    const fs::path broken = folder.write("broken.png", "no picture");
    CHECK_THAT(failure({"black", "white", broken.string()}, 1), Contains("broken.png"));
}
