#include "engine/bounded_json.h"

#include "tests/support/torch_catch.h"

#include "engine/error.h"

using sigscope::boundedJson;
using sigscope::Error;

namespace {

std::string nested(int levels) {
    const auto count = static_cast<std::size_t>(levels);
    return std::string(count, '[') + std::string(count, ']');
}

constexpr sigscope::JsonBounds bounds{1 << 20, 1000};

}  // namespace

TEST_CASE("bounded json: depth, length and number of values have an end", "[quick]") {
    CHECK(boundedJson(nested(sigscope::deepestJson), bounds).is_array());
    CHECK_THROWS_AS(boundedJson(nested(sigscope::deepestJson + 1), bounds), Error);
    CHECK_THROWS_WITH(boundedJson(nested(100'000), bounds), "is nested more than 16 levels deep");
    CHECK_THROWS_WITH(boundedJson(std::string(100'000, '['), bounds),
                      "is nested more than 16 levels deep");
    CHECK_THROWS_WITH(boundedJson("[1,2,3]", {1 << 20, 3}), "holds more than 3 values");
    CHECK(boundedJson("[1,2,3]", {1 << 20, 4}).size() == 3);
    CHECK_THROWS_WITH(boundedJson("[1,2,3]", {6, 4}), "is longer than 6 bytes");
}

TEST_CASE("bounded json: what is none says so", "[quick]") {
    for (const char* text : {"", "{", "[1,]", "\"\xe9\"", "1e999", "{} {}"})
        CHECK_THROWS_WITH(boundedJson(text, bounds), "is not JSON");
    CHECK(boundedJson(R"({"a": [1, "ü", null]})", bounds).at("a").size() == 3);
}
