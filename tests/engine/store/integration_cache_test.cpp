#include "engine/store/integration_cache.h"

#include <catch2/catch.hpp>
#include <functional>
#include <set>

#include "engine/bench/integration_keys.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using sigscope::store::EvenMap;
using sigscope::store::IntegrationCache;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::vector<EvenMap> twoMaps() {
    std::vector<EvenMap> maps{{16, Array(1, 2, 3)}, {33, Array(1, 2, 3)}};
    maps[0].map.values = {1, -2, 3, 0.25F, 5, 6};
    maps[1].map.values = {0, 1, 2, 3, 4, 5e-30F};
    return maps;
}

IntegrationCase shortCase() {
    IntegrationCase one{"a.png", "ig", "logit", {}, 0.02, std::nullopt};
    one.points = {{NodeRule::Bisection, 8, 0.5, 0.4},
                  {NodeRule::Dyadic, 16, 0.1, std::nullopt},
                  {NodeRule::Published, 200, 0.03, 0.031}};
    return one;
}

/// The only file with that ending.
fs::path fileEnding(const TemporaryFolder& folder, const char* ending) {
    for (const auto& entry : fs::directory_iterator(folder.path()))
        if (entry.path().extension() == ending) return entry.path();
    return {};
}

void writeText(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

using ChangedRequest = std::function<void(IntegrationBenchmarkRequest&, bench::Circumstances&)>;

bench::IntegrationKeys keysAfter(const ChangedRequest& change,
                                 const std::string& recipe = R"({"method": "ig"})") {
    IntegrationBenchmarkRequest request;
    bench::Circumstances circumstances{"sigscope 1", "cpu", "a processor, 2 cores"};
    change(request, circumstances);
    return bench::keysOf(recipe, request, circumstances);
}

}  // namespace

TEST_CASE("integration cache: maps and cases come back as they were, under their key alone",
          "[quick]") {
    const TemporaryFolder folder;
    const IntegrationCache cache(folder.path() / "new");
    CHECK_FALSE(cache.maps("key", 2, 3));
    CHECK_FALSE(cache.result("key"));
    cache.keepMaps("key", twoMaps());
    cache.keepResult("key", shortCase());
    CHECK(cache.maps("key", 2, 3) == twoMaps());
    CHECK_FALSE(cache.maps("key", 3, 2));
    CHECK_FALSE(cache.maps("other", 2, 3));
    CHECK_FALSE(cache.result("other"));
    const auto read = cache.result("key");
    REQUIRE(read);
    CHECK(read->method == "ig");
    CHECK(read->secondsPerEvaluation == 0.02);
    CHECK_FALSE(read->referenceSecondsPerEvaluation);
    REQUIRE(read->points.size() == 3);
    CHECK(read->points[0].estimate == 0.4);
    CHECK_FALSE(read->points[1].estimate);
    CHECK(read->published().evaluations == 200);
}

TEST_CASE("integration cache: what cannot be read is as if it were not there", "[quick]") {
    const TemporaryFolder folder;
    const IntegrationCache cache(folder.path());
    cache.keepMaps("key", twoMaps());
    cache.keepResult("key", shortCase());
    const fs::path maps = fileEnding(folder, ".npz");
    const fs::path result = fileEnding(folder, ".json");
    fs::resize_file(maps, fs::file_size(maps) / 2);
    CHECK_FALSE(cache.maps("key", 2, 3));
    fs::remove(maps);
    fs::create_directory(maps);
    CHECK_FALSE(cache.maps("key", 2, 3));
    for (const char* text : {"", "{", "[]", "null", R"({"image": 1})",
                             R"({"image": "a", "method": "ig", "f": "logit", "seconds": 1,
              "reference_seconds": null, "points": []})",
                             R"({"image": "a", "method": "ig", "f": "logit", "seconds": 1,
              "reference_seconds": null, "points": [["bisection", 1e99, 0, 0]]})"}) {
        INFO(text);
        writeText(result, text);
        CHECK_FALSE(cache.result("key"));
    }
}

TEST_CASE("integration cache: without a folder nothing is kept", "[quick]") {
    const IntegrationCache cache({});
    cache.keepMaps("key", twoMaps());
    cache.keepResult("key", shortCase());
    CHECK_FALSE(cache.maps("key", 2, 3));
    CHECK_FALSE(cache.result("key"));
}

TEST_CASE("integration keys: all that decides a result is in its key", "[quick]") {
    const bench::IntegrationKeys usual = keysAfter([](auto&, auto&) {});
    CHECK(keysAfter([](auto&, auto&) {}, R"({"method":"ig","run":{"threads":7}})").maps ==
          usual.maps);
    const std::vector<bench::IntegrationKeys> others{
        keysAfter([](auto&, auto&) {}, R"({"method": "sig"})"),
        keysAfter([](auto&, auto& by) { by.program = "sigscope 2"; }),
        keysAfter([](auto&, auto& by) { by.device = "cuda:0"; }),
        keysAfter([](auto& request, auto&) { request.referenceIntervals = 64; })};
    std::set<std::string> maps{usual.maps};
    std::set<std::string> results{usual.result};
    for (const bench::IntegrationKeys& other : others) {
        maps.insert(other.maps);
        results.insert(other.result);
    }
    CHECK(maps.size() == 1 + others.size());
    CHECK(results.size() == 1 + others.size());
}

TEST_CASE("integration keys: times are those of one machine; exact maps are not timed", "[quick]") {
    const bench::IntegrationKeys usual = keysAfter([](auto&, auto&) {});
    for (const auto& other :
         {keysAfter([](auto&, auto& by) { by.machine = "another processor, 2 cores"; }),
          keysAfter([](auto& request, auto&) { request.mostSteps = 64; }),
          keysAfter([](auto& request, auto&) { request.references = ReferenceLoops::LeftOut; })}) {
        CHECK(other.maps == usual.maps);
        CHECK(other.result != usual.result);
    }
}
