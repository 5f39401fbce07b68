// What was counted of a model's memory outlives the process.

#include "engine/compute/cost_model.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/small_problem.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

using CostsJson = nlohmann::json;

std::int64_t firstBytes(const std::filesystem::path& file) {
    compute::CostModel costs(file);
    return costs.costOf(smallProblem({.seed = 7}), "sha", std::nullopt)->firstBytes;
}

CostsJson readJson(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return CostsJson::parse(stream);
}

void writeJson(const std::filesystem::path& file, const CostsJson& json) {
    std::ofstream(file) << json;
}

}  // namespace

TEST_CASE("cost model: another process takes the counts that one left", "[quick]") {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "new" / "costs.json";
    const std::int64_t counted = firstBytes(file);
    CHECK(counted > 0);
    CostsJson json = readJson(file);
    REQUIRE(json["costs"].size() == 1);
    // Recognised, not counted again: it is another number now.
    json["costs"].front()[0] = counted + 1;
    writeJson(file, json);
    CHECK(firstBytes(file) == counted + 1);
}

TEST_CASE("cost model: counts of another program, and what are none, are counted again",
          "[quick]") {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "costs.json";
    const std::int64_t counted = firstBytes(file);
    const CostsJson good = readJson(file);

    CostsJson other = good;
    other["counted_by"] = "another program";
    other["costs"].front()[0] = counted + 1;
    CostsJson negative = good;
    negative["costs"].front()[0] = -1;
    CostsJson text = good;
    text["costs"].front()[0] = "many";
    CostsJson list = good;
    list["costs"] = {1, 2, 3};
    for (const CostsJson& bad : {other, negative, text, list, CostsJson(5)}) {
        INFO(bad.dump());
        writeJson(file, bad);
        CHECK(firstBytes(file) == counted);
        CHECK(readJson(file) == good);
    }
    std::ofstream(file) << "{";
    CHECK(firstBytes(file) == counted);
}

TEST_CASE("cost model: two processes leave what both counted", "[quick]") {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "costs.json";
    compute::CostModel one(file);
    compute::CostModel other(file);
    const Problem problem = smallProblem({.seed = 7});
    static_cast<void>(one.costOf(problem, "first", std::nullopt));
    static_cast<void>(other.costOf(problem, "second", std::nullopt));
    static_cast<void>(one.costOf(problem, "third", std::nullopt));
    CHECK(readJson(file)["costs"].size() == 3);
}

TEST_CASE("cost model: a folder that cannot be written to stops nothing", "[quick]") {
    const tests::TemporaryFolder folder;
    const auto notAFolder = folder.write("file", std::string("x"));
    CHECK(firstBytes(notAFolder / "costs.json") > 0);
}
