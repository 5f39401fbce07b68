// A result is read back from its .npz, and what is none of ours is refused.

#include "tests/support/torch_catch.h"

#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>

#include "engine/api/engine.h"
#include "engine/error.h"
#include "engine/io/explanation_facts.h"
#include "engine/io/npy.h"
#include "engine/io/npz_reader.h"
#include "engine/io/npz_writer.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace sigscope;
using Catch::Contains;
using Catch::StartsWith;
using sigscope::tests::TemporaryFolder;

namespace {

Array mapOf(float first) {
    Array map(3, 2, 4);
    for (std::size_t i = 0; i < map.values.size(); ++i)
        map.values[i] = first + static_cast<float>(i) / 8;
    return map;
}

/// A mean over two baselines, with all that a result can have.
Explanation wholeResult() {
    auto scene = std::make_shared<Scene>();
    scene->seen = {4, 2, std::vector<std::uint8_t>(24, 7)};
    scene->modelTitle = "Net";
    scene->device = "CPU";
    scene->output = "probabilities";
    scene->baselines = {"black", "blur"};
    scene->top = {{3, "cat ∑", 0.75, 2.5}, {1, "dog", 0.25, -1}};
    scene->target = scene->top[0];
    scene->against = scene->top[1];
    scene->baselineTop = scene->top[1];
    scene->targetAtBaseline = 0.125;
    Explanation result;
    result.scene = scene;
    // Of no method that there is, so that each one is noticed.
    result.traits = {PathUse::Along, SumGoal::Nothing, SignUse::None, MapUnit::FPerInput};
    result.attribution = mapOf(0);
    result.input = mapOf(1);
    result.baseline = mapOf(2);
    result.spread = mapOf(3);
    result.alphas = {0, 0.5, 1};
    result.f = {0.25, 0.5, 0.75};
    result.accumulatedSums = {0, 0.25, 0.5};
    result.logits = {1, 2};
    result.completeness = {0.75, 0.25, 0.3, 0.7, 0.4};
    result.perBaseline = {{0.75, 0.2, 0.3, 0.7, 0.4}, {0.75, 0.3, 0.3, 0.7, 0.4}};
    result.mapError = 0.02;
    result.precisionError = 0.001;
    result.precisionUnknown = "for want of memory";
    result.reconstruction = {0.1, 0.2};
    result.sideNumbers = {{"lime_weights", "Coefficients", {0.5, -0.25}}};
    result.emptiness = Emptiness::Saturated;
    result.evaluations = 61;
    result.recipe = R"({"method": "ig"})";
    return result;
}

std::shared_ptr<const Explanation> readBack(const Explanation& written) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "result.npz";
    REQUIRE(writeNpz(file, written).ok());
    const auto result = readResult(file);
    if (!result) FAIL(result.error());
    return result.value();
}

void checkSame(const Completeness& a, const Completeness& b) {
    CHECK(a.fInput == b.fInput);
    CHECK(a.fBaseline == b.fBaseline);
    CHECK(a.fPathStart == b.fPathStart);
    CHECK(a.fPathEnd == b.fPathEnd);
    CHECK(a.attributionSum == b.attributionSum);
}

void checkSame(const RankedClass& a, const RankedClass& b) {
    CHECK(a.index == b.index);
    CHECK(a.label == b.label);
    CHECK(a.probability == b.probability);
    CHECK(a.logit == b.logit);
}

using Arrays = std::map<std::string, std::vector<std::uint8_t>>;

/// The .npy files of a good result.
Arrays goodArrays() {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "result.npz";
    REQUIRE(writeNpz(file, wholeResult()).ok());
    const io::NpzReader reader(file);
    Arrays arrays;
    for (const char* name :
         {"attribution", "input", "baseline", "spread", "alphas", "f", "accumulated_sums", "logits",
          "seen", "facts", "recipe", "map_error", "precision_error", "lime_weights"})
        arrays[name] = reader.find(name, 1 << 20).value();
    return arrays;
}

/// Why a good result is refused once it was spoilt.
std::string refusal(const std::function<void(Arrays&)>& spoil) {
    Arrays arrays = goodArrays();
    spoil(arrays);
    io::NpzWriter writer;
    for (const auto& [name, bytes] : arrays) writer.add(name, bytes);
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "spoilt.npz";
    REQUIRE(writer.write(file, {}) == io::Written::Whole);
    const auto result = readResult(file);
    REQUIRE_FALSE(result.ok());
    CHECK_THAT(result.error(), StartsWith(file.string() + ": ") && !Contains("\n"));
    return result.error();
}

}  // namespace

TEST_CASE("npz: a result is read back whole, but for its trace and the photograph", "[quick]") {
    const Explanation written = wholeResult();
    const auto result = readBack(written);
    REQUIRE(result);
    CHECK(result->attribution == written.attribution);
    CHECK(result->traits == written.traits);
    CHECK(result->input == written.input);
    CHECK(result->baseline == written.baseline);
    CHECK(result->spread == written.spread);
    CHECK(result->alphas == written.alphas);
    CHECK(result->f == written.f);
    CHECK(result->accumulatedSums == written.accumulatedSums);
    CHECK(result->logits == written.logits);
    CHECK(result->mapError == written.mapError);
    CHECK(result->precisionError == written.precisionError);
    CHECK(result->precisionUnknown == written.precisionUnknown);
    REQUIRE(result->reconstruction);
    CHECK(result->reconstruction->input == written.reconstruction->input);
    CHECK(result->reconstruction->baseline == written.reconstruction->baseline);
    CHECK((result->sideNumbers == written.sideNumbers));
    CHECK(result->emptiness == written.emptiness);
    CHECK(result->evaluations == written.evaluations);
    CHECK_FALSE(result->partial);
    CHECK(result->recipe == written.recipe);
    CHECK(lacksTrace(*result));
    checkSame(result->completeness, written.completeness);
    REQUIRE(result->perBaseline.size() == 2);
    for (const std::size_t k : {0U, 1U}) checkSame(result->perBaseline[k], written.perBaseline[k]);
}

TEST_CASE("npz: what is explained is read back with it", "[quick]") {
    const Explanation written = wholeResult();
    const Scene scene = *readBack(written)->scene;
    CHECK(scene.seen == written.scene->seen);
    CHECK(scene.modelTitle == "Net");
    CHECK(scene.device == "CPU");
    CHECK(scene.output == "probabilities");
    CHECK(scene.baselines == written.scene->baselines);
    REQUIRE(scene.top.size() == 2);
    for (const std::size_t k : {0U, 1U}) checkSame(scene.top[k], written.scene->top[k]);
    checkSame(scene.target, written.scene->target);
    checkSame(scene.against.value(), written.scene->against.value());
    checkSame(scene.baselineTop, written.scene->baselineTop);
    CHECK(scene.targetAtBaseline == 0.125);
}

TEST_CASE("npz: maps along the path are kept to half precision of each one's largest value",
          "[quick]") {
    Explanation written = wholeResult();
    Array small = mapOf(1);
    for (float& value : small.values) value *= 1e-9F;  // Below what plain halves can say.
    written.pathMaps = std::make_shared<PathMaps>(PathMaps{{0, 0.5}, {mapOf(-1), small}});
    const auto result = readBack(written);
    REQUIRE(result);
    REQUIRE(result->pathMaps);
    CHECK((result->pathMaps->alphas == written.pathMaps->alphas));
    REQUIRE(result->pathMaps->maps.size() == 2);
    for (const std::size_t k : {0U, 1U}) {
        const Array& map = result->pathMaps->maps[k];
        const Array& before = written.pathMaps->maps[k];
        float largest = 0;
        for (const float value : before.values) largest = std::max(largest, std::abs(value));
        for (std::size_t i = 0; i < map.values.size(); ++i)
            // 11 binary digits.
            CHECK(std::abs(map.values[i] - before.values[i]) <= largest / 2048);
    }
}

TEST_CASE("npz: maps along the path that do not fit the curves are refused", "[quick]") {
    Explanation written = wholeResult();
    const auto refused = [&written](PathMaps along) {
        written.pathMaps = std::make_shared<PathMaps>(std::move(along));
        const TemporaryFolder folder;
        const fs::path file = folder.path() / "result.npz";
        REQUIRE(writeNpz(file, written).ok());
        const auto result = readResult(file);
        REQUIRE_FALSE(result.ok());
        return result.error();
    };
    CHECK_THAT(refused({{0.4}, {mapOf(0)}}), Contains("not at nodes"));
    CHECK_THAT(refused({{1}, {mapOf(0)}}), Contains("not at nodes"));
    CHECK_THAT(refused({{0.5, 0}, {mapOf(0), mapOf(1)}}), Contains("by ascending α"));
    CHECK_THAT(refused({{0.5}, {mapOf(0), mapOf(1)}}), Contains("not as many"));
    CHECK_THAT(refused({{0.5}, {Array(3, 4, 4)}}), Contains("of another size"));
}

TEST_CASE("npz: what a result lacks is not made up", "[quick]") {
    Explanation written = wholeResult();
    written.alphas = written.f = written.accumulatedSums = {};
    written.mapError = written.precisionError = std::nullopt;
    written.reconstruction.reset();
    written.perBaseline.clear();
    written.spread = {};
    const auto result = readBack(written);
    REQUIRE(result);
    CHECK(result->alphas.empty());
    CHECK_FALSE(lacksTrace(*result));
    CHECK_FALSE(result->mapError);
    CHECK_FALSE(result->precisionError);
    CHECK_FALSE(result->reconstruction);
    CHECK(result->spread.empty());
}

TEST_CASE("npz: what a method is like is known of old files, and nothing else is believed",
          "[quick]") {
    const std::string good = io::factsText(wholeResult());
    const auto read = [](const std::string& facts) {
        Explanation result;
        Scene scene;
        io::readFacts(facts, result, scene);
        return result.traits;
    };
    const auto with = [&good](const std::function<void(nlohmann::json&)>& edit) {
        auto facts = nlohmann::json::parse(good);
        edit(facts);
        return facts.dump();
    };
    CHECK(read(good) == wholeResult().traits);
    CHECK(read(with([](auto& facts) { facts.erase("traits"); })) == ofPathMethods);
    CHECK_THROWS_WITH(read(with([](auto& facts) { facts["traits"]["unit"] = "mile"; })),
                      Contains("unknown"));
    CHECK_THROWS_WITH(read(with([](auto& facts) { facts["traits"].erase("sign"); })),
                      Contains("lacks a fact"));
    CHECK_THROWS_WITH(read(with([](auto& facts) { facts["traits"] = 3; })),
                      Contains("lacks a fact"));
}

TEST_CASE("npz: of an older file there is nothing to show", "[quick]") {
    Explanation written = wholeResult();
    written.perBaseline.clear();
    written.scene.reset();  // Writes neither what the model saw nor the facts.
    CHECK_FALSE(readBack(written));
}

TEST_CASE("npz: what does not go together is refused", "[quick]") {
    const auto npy = [](const std::vector<std::size_t>& shape, std::vector<float> values) {
        return io::npyBytes(shape, values);
    };
    CHECK_THAT(refusal([](Arrays& all) { all.erase("attribution"); }),
               Contains("its array attribution is missing"));
    CHECK_THAT(refusal([&](Arrays& all) { all["attribution"] = npy({24}, mapOf(0).values); }),
               Contains("attribution has not the shape of a map"));
    CHECK_THAT(refusal([&](Arrays& all) { all["input"] = npy({3, 4, 2}, mapOf(0).values); }),
               Contains("of different sizes"));
    CHECK_THAT(refusal([&](Arrays& all) {
                   std::vector<float> values = mapOf(0).values;
                   values[5] = std::numeric_limits<float>::quiet_NaN();
                   all["attribution"] = npy({3, 2, 4}, values);
               }),
               Contains("attribution is not finite"));
    CHECK_THAT(refusal([](Arrays& all) { all["alphas"] = all["logits"]; }),
               Contains("alphas is no array of <f8"));
    CHECK_THAT(refusal([](Arrays& all) { all["f"] = all["map_error"]; }),
               Contains("curves are not of one path"));
    CHECK_THAT(refusal([](Arrays& all) {
                   all["alphas"] = io::npyBytes({3}, std::vector<double>{0, 1, 0.5});
               }),
               Contains("do not ascend"));
    CHECK_THAT(refusal([](Arrays& all) { all["facts"] = io::npyBytes(std::string("{}")); }),
               Contains("lacks a fact"));
    CHECK_THAT(refusal([](Arrays& all) { all["seen"].resize(all["seen"].size() - 1); }),
               Contains("seen holds other than its shape says"));
}

TEST_CASE("npz: no header is believed", "[quick]") {
    const std::vector<std::uint8_t> good = io::npyBytes({2, 3}, std::vector<float>(6, 0.5F));
    const auto array = io::arrayOfNpy<float>(good);
    CHECK(array.shape == std::vector<std::size_t>{2, 3});
    CHECK(array.values == std::vector<float>(6, 0.5F));
    CHECK(io::arrayOfNpy<double>(io::npyBytes({0}, std::vector<double>{})).values.empty());
    const auto withShape = [&good](const std::string& shape) {
        std::string text(good.begin(), good.end());
        text.replace(text.find("(2,3)"), 5, shape);
        text.erase(text.find("  "), shape.size() - 5);  // Of what fills the header up.
        return std::vector<std::uint8_t>(text.begin(), text.end());
    };
    CHECK(io::arrayOfNpy<float>(withShape("(3, 2)")).shape == std::vector<std::size_t>{3, 2});
    for (const char* shape : {"(2,4,)", "(0, 3)", "(4294967295, 4294967295)",
                              "(4294967295,4294967295,4294967295)", "(-1, -6)", "(2; 3)"}) {
        INFO(shape);
        CHECK_THROWS_AS(io::arrayOfNpy<float>(withShape(shape)), Error);
    }
    CHECK_THROWS_AS(io::arrayOfNpy<double>(good), Error);
    CHECK(io::arrayOfNpy<float>(io::npyBytes(std::vector<std::size_t>(64, 1), std::vector{0.5F}))
              .shape.size() == 64);
    CHECK_THROWS_WITH(
        io::arrayOfNpy<float>(io::npyBytes(std::vector<std::size_t>(65, 1), std::vector{0.5F})),
        Contains("more axes than NumPy allows"));
}
