// f where a region of the picture is filled with the baseline.

#include <future>
#include <memory>

#include "tests/support/runs.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

Outcome<double> filled(Engine& engine, const Region& region) {
    // The compute thread is still in it when the one who waits goes on.
    const auto told = std::make_shared<std::promise<Outcome<double>>>();
    auto answer = told->get_future();
    engine.fillRegion(tinyRequest(), region,
                      [told](const Outcome<double>& f) { told->set_value(f); });
    return answer.get();
}

}  // namespace

TEST_CASE("region fill: a part changes f, all of it leaves f of the baseline", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequest();
    request.method = "ig";
    request.parameters = {{"steps", std::int64_t{2}}};
    const auto known = runToEnd(*engine, request).end.explanation;
    const int height = known->input.height;
    const int width = known->input.width;
    const auto all = filled(*engine, {"A", 0, 0, width, height});
    REQUIRE(all);
    CHECK(all.value() == Approx(known->completeness.fBaseline).epsilon(1e-5));
    const auto part = filled(*engine, {"A", 1, 2, width / 2, height / 2});
    REQUIRE(part);
    CHECK(part.value() != Approx(known->completeness.fBaseline).epsilon(1e-5));
    CHECK(part.value() != Approx(known->completeness.fInput).epsilon(1e-5));
}

TEST_CASE("region fill: one that does not lie within is refused in words", "[quick]") {
    const auto engine = makeEngine();
    const auto outside = filled(*engine, {"A", 0, 0, 100000, 2});
    REQUIRE_FALSE(outside);
    CHECK_THAT(outside.error(), Catch::Contains("region A"));
}
