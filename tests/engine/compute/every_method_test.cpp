// Every method of the registry as a run of the real engine, traced.

#include <nlohmann/json.hpp>

#include "engine/api/attribution_map.h"
#include "engine/compute/compute_engine.h"
#include "tests/support/runs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using sigscope::tests::TemporaryFolder;

namespace {

double largestDifference(const Array& a, const Array& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        largest = std::max(largest, std::abs(double{a.values[i]} - double{b.values[i]}));
    return largest;
}

/// Of a path that ends in the result.
void checkTrace(const Explanation& explanation) {
    REQUIRE(explanation.trace);
    const PathTrace& trace = *explanation.trace;
    CHECK(trace.nodes().size() == trace.accumulatedSums().size());
    const Frame end = trace.frame(1);
    CHECK(end.accumulated == explanation.attribution);
    CHECK(end.f == Approx(explanation.f.back()));
    CHECK(trace.accumulatedSums().back() ==
          Approx(explanation.completeness.attributionSum).margin(1e-4));
    const Frame start = trace.frame(0);
    CHECK(start.f == Approx(explanation.f.front()));
    const float scale = magnitudeQuantile(explanation.attribution, 1);
    for (const double alpha : {0.2, 0.5, 0.8}) {
        const Frame frame = trace.frame(alpha);
        CHECK(frame.point.height == 32);
        CHECK((trace.mapAt(alpha) == frame.accumulated));
    }
    CHECK(largestDifference(start.accumulated, end.accumulated) > 0.1 * scale);
}

/// A bitmap file whose left half is black and whose right half is blue.
std::vector<std::uint8_t> bitmapOfHalves(std::uint32_t width, std::uint32_t height) {
    std::vector<std::uint8_t> bytes{'B', 'M'};
    const auto append = [&bytes](std::uint32_t value) {
        for (int shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    };
    constexpr std::uint32_t headers = 54;
    constexpr std::uint32_t onePlaneOf24Bits = 1 + (24U << 16);
    const std::uint32_t row = (3 * width + 3) / 4 * 4;  // Of a multiple of 4 bytes.
    const std::uint32_t size = row * height;
    for (const std::uint32_t value : {headers + size, 0U, headers, 40U, width, height,
                                      onePlaneOf24Bits, 0U, size, 0U, 0U, 0U, 0U})
        append(value);
    for (std::uint32_t y = 0; y < height; ++y)
        for (std::uint32_t at = 0; at < row; ++at)
            bytes.push_back(at % 3 == 0 && at / 3 >= width / 2 ? 255 : 0);
    return bytes;
}

}  // namespace

TEST_CASE(
    "engine: every method runs; where it has a path, that can be scrubbed and ends in its result",
    "[quick]") {
    const auto engine = makeEngine();
    for (const MethodSpec& method : engine->catalogue().methods) {
        INFO(method.name);
        ExplainRequest request = tinyRequestOf(method);
        request.tracing = Tracing::Path;
        const RunStory story = runToEnd(*engine, request);
        INFO(story.end.error);
        REQUIRE(story.end.kind == RunEnd::Kind::Completed);
        const Explanation& explanation = *story.end.explanation;
        CHECK(explanation.evaluations <= story.plan->evaluations);
        CHECK(story.nodes.size() == explanation.alphas.size());
        CHECK(std::ranges::is_sorted(explanation.alphas));
        if (method.traits.hasPath()) checkTrace(explanation);
        const auto recipe = nlohmann::json::parse(explanation.recipe);
        for (const ParameterSpec& spec : method.parameters)
            CHECK(recipe.at("parameters").contains(spec.name));
        // Files are known by their names alone.
        CHECK(explanation.recipe.find(SIGSCOPE_TEST_DATA) == std::string::npos);
    }
}

TEST_CASE("engine: every method explains inputs that are no squares", "[quick]") {
    const auto engine = makeEngine();
    for (const MethodSpec& method : engine->catalogue().methods) {
        INFO(method.name);
        ExplainRequest request = tinyRequestOf(method);
        request.preprocessing = {{"input-size", std::string("24x40")},
                                 {"fit", std::string(squashFit)}};
        request.tracing = Tracing::Path;
        const RunStory story = runToEnd(*engine, request);
        INFO(story.end.error);
        REQUIRE(story.end.kind == RunEnd::Kind::Completed);
        const Explanation& explanation = *story.end.explanation;
        CHECK(explanation.attribution.height == 24);
        CHECK(explanation.attribution.width == 40);
        if (!method.traits.hasPath()) continue;
        const PathTrace& trace = *explanation.trace;
        CHECK(trace.frame(0.5).point.width == 40);
        CHECK(trace.frame(1).accumulated == explanation.attribution);
    }
}

TEST_CASE("engine: agi explains the probability, whatever is asked", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequest();
    request.method = "agi";
    request.objective = "logit";
    const RunStory story = runToEnd(*engine, request);
    REQUIRE(story.end.kind == RunEnd::Kind::Completed);
    CHECK(story.end.explanation->completeness.fInput <= 1);
    CHECK(nlohmann::json::parse(story.end.explanation->recipe).at("of") == "probability");
}

TEST_CASE("engine: references are drawn by the seed and written down", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequest();
    request.method = "ig2";
    request.parameters = {{"reference-count", std::int64_t{1}}, {"updates", std::int64_t{3}}};
    const auto filesOf = [&](const std::string& bank) {
        request.parameters["references"] = bank;
        const RunStory story = runToEnd(*engine, request);
        INFO(story.end.error);
        REQUIRE(story.end.kind == RunEnd::Kind::Completed);
        return nlohmann::json::parse(story.end.explanation->recipe).at("files").at("references");
    };
    const auto samples = request.image.parent_path();
    const auto drawn = filesOf("");
    REQUIRE(drawn.size() == 1);
    CHECK(drawn == filesOf(samples.string()));
    // Never the explained picture itself.
    request.parameters["reference-count"] = std::int64_t{50};
    CHECK(filesOf("").size() == 2);
    CHECK(filesOf((samples / "coffee.png").string() + ";" + (samples / "rocket.jpg").string())
              .size() == 2);
    request.parameters["references"] = std::string("/nowhere");
    CHECK(runToEnd(*engine, request).end.kind == RunEnd::Kind::Failed);
}

TEST_CASE("engine: references are the same ones wherever the explained picture lies", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequest();
    request.method = "ig2";
    request.parameters = {{"reference-count", std::int64_t{1}}, {"updates", std::int64_t{3}}};
    const auto explained = [&] {
        const RunStory story = runToEnd(*engine, request);
        INFO(story.end.error);
        REQUIRE(story.end.kind == RunEnd::Kind::Completed);
        return story.end.explanation;
    };
    const auto filesOf = [](const Explanation& explanation) {
        return nlohmann::json::parse(explanation.recipe).at("files").at("references");
    };
    // Whatever is drawn: a copy elsewhere is the sample that is explained, too.
    const TemporaryFolder folder;
    for (const std::int64_t seed : {1, 2, 3}) {
        request.parameters["draw-seed"] = seed;
        request.image = tinyRequest().image;
        const auto sample = explained();
        request.image = folder.path() / "copy.png";
        std::filesystem::copy_file(tinyRequest().image, request.image,
                                   std::filesystem::copy_options::overwrite_existing);
        const auto copy = explained();
        CHECK(filesOf(*sample) == filesOf(*copy));
        CHECK((sample->attribution == copy->attribution));
    }
    // Files of two folders come in the order of their names, in which a recipe finds them again.
    const auto samples = tinyRequest().image.parent_path();
    std::filesystem::copy_file(samples / "rocket.jpg", folder.path() / "a.jpg");
    request.parameters["reference-count"] = std::int64_t{2};
    request.parameters["references"] =
        (samples / "coffee.png").string() + ";" + (folder.path() / "a.jpg").string();
    const auto files = filesOf(*explained());
    REQUIRE(files.size() == 2);
    CHECK(files[0].at("name") == "a.jpg");
    CHECK(files[1].at("name") == "coffee.png");
}

TEST_CASE("engine: lime takes its superpixels from the colours of a file, and writes it down",
          "[quick]") {
    const auto engine = makeEngine();
    const TemporaryFolder folder;
    ExplainRequest request = tinyRequest();
    request.method = "lime";
    // Half as large as the photograph, 451 × 300.
    request.parameters = {
        {"samples", std::int64_t{40}},
        {"labels", folder.write("halves.bmp", bitmapOfHalves(226, 150)).string()}};
    const RunStory story = runToEnd(*engine, request);
    INFO(story.end.error);
    REQUIRE(story.end.kind == RunEnd::Kind::Completed);
    const Array& map = story.end.explanation->attribution;
    const auto valueAt = [&map](int y, int x) {
        return map.values[static_cast<std::size_t>(y) * map.width + x];
    };
    CHECK(valueAt(0, 0) != valueAt(0, 31));
    for (const int y : {0, 13, 31}) {
        CHECK(valueAt(y, 15) == valueAt(0, 0));
        CHECK(valueAt(y, 16) == valueAt(0, 31));
    }
    const auto files = nlohmann::json::parse(story.end.explanation->recipe).at("files");
    CHECK(files.at("labels").size() == 1);
}

TEST_CASE("engine: lime refuses labels that are not of the picture's shape", "[quick]") {
    const auto engine = makeEngine();
    const TemporaryFolder folder;
    ExplainRequest request = tinyRequest();
    request.method = "lime";
    request.parameters = {
        {"labels", folder.write("square.bmp", bitmapOfHalves(300, 300)).string()}};
    const RunStory story = runToEnd(*engine, request);
    REQUIRE(story.end.kind == RunEnd::Kind::Failed);
    CHECK_THAT(story.end.error,
               Catch::EndsWith("square.bmp: has 300 × 300 labels, which is not the shape of the "
                               "picture that they divide, 451 × 300"));
}
