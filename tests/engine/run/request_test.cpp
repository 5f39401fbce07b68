#include <catch2/catch.hpp>
#include <functional>

#include "tests/support/runs.h"

using namespace sigscope;
using namespace sigscope::testing;

TEST_CASE("engine: a request that makes no sense fails with one clear line", "[quick]") {
    const auto engine = makeEngine();
    const auto failure = [&](const std::function<void(ExplainRequest&)>& spoil) {
        ExplainRequest request = tinyRequest();
        spoil(request);
        const RunStory story = runToEnd(*engine, request);
        REQUIRE(story.end.kind == RunEnd::Kind::Failed);
        CHECK(story.end.error.find('\n') == std::string::npos);
        return story.end.error;
    };
    using Catch::Contains;
    CHECK_THAT(failure([](auto& r) { r.image = "absent.png"; }), Contains("absent.png"));
    CHECK_THAT(failure([](auto& r) { r.model = "absent.pth"; }), Contains("absent.pth"));
    CHECK_THAT(failure([](auto& r) { r.method = "sag"; }), Contains("sag"));
    CHECK_THAT(failure([](auto& r) { r.objective = "loss"; }), Contains("loss"));
    CHECK_THAT(failure([](auto& r) { r.baseline = "pink"; }), Contains("pink"));
    CHECK_THAT(failure([](auto& r) { r.device = "tpu"; }), Contains("tpu"));
    CHECK_THAT(failure([](auto& r) { r.target = "1000000"; }), Contains("1000000"));
    CHECK_THAT(failure([](auto& r) { r.parameters = {{"overlap", 1.5}}; }), Contains("overlap"));
    CHECK_THAT(failure([](auto& r) { r.parameters = {{"lambda", 0.5}}; }), Contains("lambda"));
    CHECK(runToEnd(*engine, tinyRequest()).end.kind == RunEnd::Kind::Completed);
}
