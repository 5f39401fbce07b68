// The path of a result that was read from a file, made anew without a gradient.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <future>

#include "engine/api/path_maps.h"
#include "engine/api/recipe.h"
#include "tests/support/runs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

std::shared_ptr<const PathTrace> restored(Engine& engine, const ExplainRequest& request,
                                          std::shared_ptr<const Explanation> result) {
    // The compute thread is still in it when the one who waits goes on.
    const auto told = std::make_shared<std::promise<std::shared_ptr<const PathTrace>>>();
    auto answer = told->get_future();
    engine.restoreTrace(request, std::move(result), [told](std::shared_ptr<const PathTrace> trace) {
        told->set_value(std::move(trace));
    });
    return answer.get();
}

/// A traced result of `request`, with maps along its path.
std::shared_ptr<const Explanation> mapped(Engine& engine, ExplainRequest request) {
    request.tracing = Tracing::Path;
    const auto computed = runToEnd(engine, request).end.explanation;
    REQUIRE(computed);
    auto whole = std::make_shared<Explanation>(*computed);
    whole->pathMaps = pathMapsOf(*computed->trace, 4);
    REQUIRE(whole->pathMaps);
    return whole;
}

struct Filed {
    ExplainRequest request;
    std::shared_ptr<const Explanation> result;
};

/// What comes back from a file.
Filed throughFile(const Engine& engine, const Explanation& written) {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "result.npz";
    REQUIRE(writeNpz(file, written).ok());
    const auto recipe = readRecipe(file, engine.catalogue());
    REQUIRE(recipe.ok());
    const auto result = readResult(file);
    REQUIRE(result.ok());
    return {recipe.value().request, result.value()};
}

float largestOf(const Array& array) {
    float largest = 0;
    for (const float value : array.values) largest = std::max(largest, std::abs(value));
    return largest;
}

float distance(const Array& a, const Array& b) {
    REQUIRE(a.values.size() == b.values.size());
    float largest = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        largest = std::max(largest, std::abs(a.values[i] - b.values[i]));
    return largest;
}

ExplainRequest spectralRequest() {
    ExplainRequest request = tinyRequest();
    request.parameters = {{"steps", std::int64_t{17}}};
    return request;
}

}  // namespace

TEST_CASE("restored trace: a file with maps along its path is scrubbed as it was computed",
          "[quick]") {
    const auto engine = makeEngine();
    const auto computed = mapped(*engine, spectralRequest());
    const Filed filed = throughFile(*engine, *computed);
    REQUIRE(awaitsPath(*filed.result));
    const auto trace = restored(*engine, filed.request, filed.result);
    REQUIRE(trace);
    CHECK(trace->nodes().size() == 17);
    CHECK((trace->accumulatedSums() == computed->accumulatedSums));
    CHECK(trace->components() != nullptr);
    for (const double alpha : {0.0, 0.3, 0.7, 1.0}) {
        const Frame frame = trace->frame(alpha);
        const Frame expected = computed->trace->frame(alpha);
        // float32 singular components of the same numbers.
        CHECK(distance(frame.point, expected.point) <= 1e-5F);
        CHECK(distance(frame.spectrum, expected.spectrum) <= 1e-3F * largestOf(expected.spectrum));
        CHECK(frame.f == Approx(expected.f).margin(1e-12));
    }
    // The last frame is the result, to the bit; at kept nodes maps are halves of their largest.
    CHECK((trace->frame(1).accumulated == filed.result->attribution));
    for (const double alpha : filed.result->pathMaps->alphas) {
        const Array expected = computed->trace->mapAt(alpha);
        CHECK(distance(trace->mapAt(alpha), expected) <= 1e-3F * largestOf(expected));
    }
}

TEST_CASE("restored trace: maps are kept where most happens, and never of the end", "[quick]") {
    const auto engine = makeEngine();
    const auto computed = mapped(*engine, spectralRequest());
    const PathMaps& along = *computed->pathMaps;
    CHECK(along.maps.size() == along.alphas.size());
    CHECK(along.maps.size() <= 4);
    CHECK(std::ranges::is_sorted(along.alphas));
    CHECK(along.alphas.back() < 1);
    for (const double alpha : along.alphas)
        CHECK(std::ranges::binary_search(computed->alphas, alpha));
}

TEST_CASE("restored trace: nothing is made up where a file does not tell enough", "[quick]") {
    const auto engine = makeEngine();
    const auto computed = mapped(*engine, spectralRequest());
    const Filed filed = throughFile(*engine, *computed);
    auto without = std::make_shared<Explanation>(*filed.result);
    SECTION("no maps") {
        without->pathMaps.reset();
    }
    SECTION("a path that begins with a jump") {
        without->accumulatedSums.front() = 0.1;
    }
    SECTION("nodes of one α") {
        without->alphas[1] = without->alphas[0];
    }
    SECTION("a mean over several baselines") {
        without->perBaseline.resize(2);
    }
    CHECK(restored(*engine, filed.request, without) == nullptr);
}

TEST_CASE("restored trace: a method whose path is not known beforehand has none", "[quick]") {
    const auto engine = makeEngine();
    const Filed filed = throughFile(*engine, *mapped(*engine, spectralRequest()));
    ExplainRequest request = filed.request;
    request.method = "gradient-x-input";
    request.parameters.clear();
    CHECK(restored(*engine, request, filed.result) == nullptr);
    request = filed.request;
    request.preprocessing.clear();
    CHECK(restored(*engine, request, filed.result) == nullptr);
}

TEST_CASE("restored trace: the shipped first result is one, and its whole story is in it") {
    const auto file =
        std::filesystem::path(std::getenv("SIGSCOPE_RESOURCES")) / "results/chelsea.npz";
    const auto engine = makeEngine();
    const auto recipe = readRecipe(file, engine->catalogue());
    REQUIRE(recipe.ok());
    const auto result = readResult(file);
    REQUIRE(result.ok());
    REQUIRE(awaitsPath(*result.value()));
    const auto trace = restored(*engine, recipe.value().request, result.value());
    REQUIRE(trace);
    const Frame frame = trace->frame(0.7);
    for (const Array* pane : {&frame.point, &frame.spectrum, &frame.step, &frame.accumulated})
        CHECK(largestOf(*pane) > 0);
    CHECK((trace->frame(1).accumulated == result.value()->attribution));
}
