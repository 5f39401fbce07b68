// Runs along paths through an autoencoder, on the real engine.

#include <fstream>
#include <nlohmann/json.hpp>
#include "tests/support/torch_catch.h"

#include "engine/api/recipe.h"
#include "engine/io/sha256.h"
#include "tests/support/explained.h"
#include "tests/support/forwarding_observer.h"
#include "tests/support/same_map.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

ExplainRequest nineStepsOf(const std::string& method) {
    ExplainRequest request = tinyRequest();
    request.method = method;
    request.parameters["steps"] = std::int64_t{9};
    return request;
}

/// Keeps the progress of a run's search, and cancels the run at the search's third point.
class SearchWatch final : public ForwardingObserver {
public:
    SearchWatch(Engine& engine, std::shared_ptr<RunEventQueue> eventQueue)
        : ForwardingObserver(std::move(eventQueue)), m_engine(engine) {}

    void progress(RunId run, const Progress& progress) override {
        if (progress.stage == Stage::Integrate) integrated = true;
        if (progress.stage != Stage::Search || progress.total == 0) return;
        steps.push_back(progress);
        if (steps.size() == 3) m_engine.cancel(run);
    }

    std::vector<Progress> steps;
    bool integrated = false;

private:
    Engine& m_engine;
};

}  // namespace

TEST_CASE("latent run: without a file of one's own the program's autoencoder is taken, and named",
          "[quick][method.eig][method.mig]") {
    const fs::path own =
        fs::path(std::getenv("SIGSCOPE_RESOURCES")) / "autoencoders" / "compact-vae.safetensors";
    for (const char* method : {"eig", "mig"}) {
        const auto first = explained(nineStepsOf(method));
        REQUIRE(first->reconstruction);
        CHECK(first->reconstruction->input > 0);
        CHECK(first->reconstruction->input < 0.1);
        const auto recipe = nlohmann::json::parse(first->recipe);
        const auto files = recipe.at("files").at("vae");
        REQUIRE(files.size() == 1);
        CHECK(files[0].at("name") == "compact-vae.safetensors");
        CHECK(files[0].at("sha256") == io::sha256OfFile(own));

        const TemporaryFolder folder;
        fs::copy(nineStepsOf(method).image, folder.path() / "chelsea.png");
        fs::copy(nineStepsOf(method).model, folder.path() / "tiny_net.safetensors");
        const auto engine = makeEngine();
        const auto read =
            readRecipe(folder.write("recipe.json", first->recipe), engine->catalogue());
        REQUIRE(read.ok());
        const auto restored =
            restoreRequest(read.value(), read.value().request, engine->catalogue());
        REQUIRE(restored.ok());
        checkSameMap(*first, *explained(restored.value().request));
    }
}

TEST_CASE("latent run: a recipe of another version's autoencoder is refused", "[quick]") {
    auto recipe = nlohmann::json::parse(explained(nineStepsOf("eig"))->recipe);
    recipe["files"]["vae"][0]["sha256"] = std::string(64, '0');
    const TemporaryFolder folder;
    fs::copy(nineStepsOf("eig").image, folder.path() / "chelsea.png");
    fs::copy(nineStepsOf("eig").model, folder.path() / "tiny_net.safetensors");
    const auto engine = makeEngine();
    const auto read = readRecipe(folder.write("recipe.json", recipe.dump()), engine->catalogue());
    REQUIRE(read.ok());
    const auto restored = restoreRequest(read.value(), read.value().request, engine->catalogue());
    REQUIRE_FALSE(restored.ok());
    CHECK_THAT(restored.error(), Contains("another vae") && Contains("compact-vae.safetensors"));
}

TEST_CASE("latent run: the search reports its progress and can be cancelled", "[quick]") {
    const auto engine = makeEngine();
    const auto eventQueue = std::make_shared<RunEventQueue>();
    const auto watch = std::make_shared<SearchWatch>(*engine, eventQueue);
    ExplainRequest request = nineStepsOf("mig");
    request.parameters["energy-tolerance"] = 0.0;
    engine->submit(request, watch);
    const RunStory story = waitForEnd(*eventQueue);
    CHECK(story.end.kind == RunEnd::Kind::Cancelled);
    CHECK_FALSE(story.end.explanation);
    REQUIRE(watch->steps.size() == 3);
    CHECK(watch->steps[2].step == 2);
    CHECK(watch->steps[2].total > 7);
    CHECK(watch->steps[2].eta);
    CHECK_FALSE(watch->integrated);
}
