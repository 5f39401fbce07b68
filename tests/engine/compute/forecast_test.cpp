// What runs are foretold to take.

#include "tests/support/runs.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

TEST_CASE("forecast: no seconds before the model was timed, all methods' afterwards", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest exact = tinyRequest();
    exact.method = "ig";
    exact.parameters = {{"steps", std::int64_t{9}}};
    Forecast forecast = engine->forecast(exact);
    CHECK(forecast.evaluations == 9);
    CHECK_FALSE(forecast.seconds);
    REQUIRE(runToEnd(*engine, exact).end.kind == RunEnd::Kind::Completed);
    forecast = engine->forecast(exact);
    REQUIRE(forecast.seconds);
    CHECK(*forecast.seconds > 0);
    CHECK(forecast.kind == Forecast::Kind::Expected);
    ExplainRequest longer = exact;
    longer.parameters = {{"steps", std::int64_t{90}}};
    CHECK(*engine->forecast(longer).seconds == Approx(10 * *forecast.seconds));
    longer.baselines.emplace_back(NamedBaseline::White);
    CHECK(*engine->forecast(longer).seconds == Approx(20 * *forecast.seconds));
    longer.precision = "float64";
    CHECK_FALSE(engine->forecast(longer).seconds);  // Not timed in these circumstances.
}

TEST_CASE("forecast: a tolerance is foretold by its bound, then by what it took", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest timed = tinyRequest();
    timed.method = "ig";
    timed.parameters = {{"steps", std::int64_t{9}}};
    static_cast<void>(runToEnd(*engine, timed));
    ExplainRequest request = tinyRequest();
    request.parameters = {{"tolerance", 20.0}};
    const Forecast bound = engine->forecast(request);
    CHECK(bound.kind == Forecast::Kind::AtMost);
    const int took = runToEnd(*engine, request).end.explanation->evaluations;
    REQUIRE(took < bound.evaluations);
    const Forecast known = engine->forecast(request);
    CHECK(known.kind == Forecast::Kind::Expected);
    CHECK(known.evaluations == bound.evaluations);
    // Another path to the same tolerance takes about as many.
    ExplainRequest other = request;
    other.method = "ig";
    CHECK(*engine->forecast(other).seconds == *known.seconds);
    other.parameters = {{"tolerance", 1.0}};
    CHECK(engine->forecast(other).kind == Forecast::Kind::AtMost);
}

TEST_CASE("forecast: of a request that makes no sense there is none", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequest();
    request.method = "none";
    CHECK(engine->forecast(request).evaluations == 0);
    request = tinyRequest();
    request.parameters = {{"steps", std::int64_t{-5}}};
    CHECK(engine->forecast(request).evaluations == 0);
}
