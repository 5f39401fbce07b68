// Maps along random and guided latent paths against golden arrays (tests/data/golden/more): in
// float64, with the random arrays that those were made with.

#include <algorithm>

#include "engine/methods/expected_gradients.h"
#include "engine/methods/method_registry.h"
#include "engine/methods/stochastic_path.h"
#include "engine/paths/random_distribution.h"
#include "engine/problem/map_error.h"
#include "tests/support/golden_settings.h"
#include "tests/support/tiny2.h"
#include "tests/support/torch_catch.h"
#include "tests/support/walk_probe.h"

using namespace sigscope;
using golden::Arrays;

namespace {

// float64 throughout: independent implementations agree to 1e-14.
constexpr double closeness = 1e-8;

/// The points of a walk that were reached as the numbers of `indices` say.
at::Tensor pointsAt(const testing::WalkProbe& probe, const at::Tensor& indices) {
    std::vector<at::Tensor> points;
    for (std::int64_t i = 0; i < indices.numel(); ++i)
        points.push_back(probe.waypoints.at(indices[i].item<int>()).point);
    return at::stack(points);
}

}  // namespace

TEST_CASE("golden.expected_gradients: the map equals the published program's", "[quick]") {
    for (const auto& file : golden::files(golden::Kind::Tiny2)) {
        INFO(file.filename().string());
        const Arrays arrays = golden::load(file);
        golden::QuietRun run;
        const auto attribution = methods::expectedGradientsWith(
            golden::tiny2Problem(arrays, Objective::Kind::Probability),
            arrays.at("expected_gradients.references"),
            {arrays.at("expected_gradients.index"), arrays.at("expected_gradients.alpha")},
            run.context());
        CHECK(attribution.complete);
        CHECK(relativeError(attribution.map, arrays.at("expected_gradients.prob/attribution")) <=
              closeness);
    }
}

TEST_CASE("golden.spi: paths, maps and probabilities of broken sticks are the golden ones",
          "[quick]") {
    constexpr int nodes = 16;
    for (const auto& file : golden::files(golden::Kind::Tiny2)) {
        const Arrays arrays = golden::load(file);
        const Problem problem = golden::tiny2Problem(arrays, Objective::Kind::Probability);
        for (const auto& [entry, concentration] :
             {std::pair("spi.prob", 1.0), std::pair("spi.alpha0.2.prob", 0.2)}) {
            INFO(file.filename().string() << ": " << entry);
            std::vector<at::Tensor> distributions;
            for (std::int64_t path = 0; path < 3; ++path)
                distributions.push_back(paths::brokenSticks(arrays.at("spi.stick_uniform")[path],
                                                            arrays.at("spi.location")[path],
                                                            concentration, nodes));
            testing::WalkProbe probe;
            integration::BatchSizer batches(2);
            const integration::RunContext context{{}, probe, batches, 512LL << 20};
            const integration::RuleWeights atStart{1, 0};
            const auto mapOf = [&](const std::vector<at::Tensor>& some, methods::OverPaths over) {
                return methods::integrateAlong(problem, some, atStart, over, context).map;
            };
            const std::string name = entry;
            CHECK(relativeError(mapOf(distributions, methods::OverPaths::Mean),
                                arrays.at(name + "/attribution")) <= closeness);
            CHECK(relativeError(pointsAt(probe, arrays.at(name + "/path_index")),
                                arrays.at(name + "/path")) <= closeness);
            CHECK(relativeError(mapOf(distributions, methods::OverPaths::Probability)[0],
                                arrays.at(name + "/probability")) <= closeness);
            for (std::int64_t path = 0; path < 3; ++path)
                CHECK(relativeError(mapOf({distributions[path]}, methods::OverPaths::Mean),
                                    arrays.at(name + "/each")[path]) <= closeness);
        }
    }
}

TEST_CASE("golden.magig: maps and paths equal the published program's", "[quick]") {
    for (const auto& file : golden::files(golden::Kind::Tiny2)) {
        const Arrays arrays = golden::load(file);
        for (const auto& [objective, kind] : {std::pair("prob", Objective::Kind::Probability),
                                              std::pair("logit", Objective::Kind::Logit)})
            for (const auto& [move, moveName] :
                 {std::pair("slerp", "spherical"), std::pair("linear", "linear")})
                for (const char* fraction : {"0.05", "0.3"}) {
                    const std::string entry =
                        std::string("magig.") + objective + "." + move + fraction;
                    INFO(file.filename().string() << ": " << entry);
                    const Problem problem = golden::tiny2Problem(arrays, kind);
                    golden::GoldenInputs auxiliary(problem.input);
                    testing::WalkProbe probe;
                    integration::BatchSizer batches(1);
                    const auto attribution = methods::builtInMethods().find("ma-gig").run(
                        problem,
                        {{"steps", std::int64_t{40}},
                         {"rule", std::string("reference")},
                         {"move", std::string(moveName)},
                         {"fraction", std::stod(fraction)}},
                        {{}, probe, batches, 512LL << 20, &auxiliary});
                    CHECK(attribution.complete);
                    CHECK(relativeError(attribution.map, arrays.at(entry + "/attribution")) <=
                          closeness);
                    CHECK(relativeError(pointsAt(probe, arrays.at(entry + "/path_index")),
                                        arrays.at(entry + "/path")) <= closeness);
                }
    }
}
