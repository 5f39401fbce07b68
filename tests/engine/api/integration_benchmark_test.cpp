#include "engine/api/integration_benchmark.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace sigscope;

namespace {

IntegrationCase madeUp() {
    IntegrationCase one{"a, b.png", "sig", "logit", {}, 0.02, std::nullopt};
    one.points = {{NodeRule::Published, 200, 0.03, 0.031},
                  {NodeRule::Dyadic, 16, 0.4, {}},
                  {NodeRule::Bisection, 8, 0.5, 0.4},
                  {NodeRule::Bisection, 16, 0.029, 0.05},
                  {NodeRule::Bisection, 24, 0.01, 0.012}};
    return one;
}

}  // namespace

TEST_CASE("integration benchmark: where a run ends, and where it is as good as the published one",
          "[quick]") {
    const IntegrationCase one = madeUp();
    CHECK(one.published().error == 0.03);
    CHECK(one.within(0.05)->evaluations == 16);
    CHECK(one.within(0.02)->evaluations == 24);
    CHECK(one.within(0.001) == nullptr);
    CHECK(one.reaching(one.published().error)->evaluations == 16);
    CHECK(one.reaching(0.001) == nullptr);
}

TEST_CASE("integration benchmark: the table has a line for each point", "[quick]") {
    IntegrationBenchmark benchmark;
    benchmark.cases = {madeUp()};
    const std::string csv = integrationCsv(benchmark);
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 6);
    CHECK_THAT(csv, Catch::Contains("\"a, b.png\",sig,logit,published,200,0.03,0.031,0.02,\n"));
    CHECK_THAT(csv, Catch::Contains("\"a, b.png\",sig,logit,dyadic,16,0.4,,0.02,\n"));
}
