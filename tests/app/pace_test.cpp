#include "ui/render/pace.h"

#include <catch2/catch.hpp>

using namespace sigscope;
using namespace sigscope::ui;

namespace {

// Sums of a few halves and quarters: all but rounding is exact.
constexpr double rounding = 1e-12;

}  // namespace

TEST_CASE("pace by change: half the time goes by |Δf|, half by the path's length", "[quick]") {
    // |Δf|: 1/4, 1/2, 1/4 of 4, falling counts as rising does; length: 1/2, 1/4, 1/4 of 8.
    const std::vector<double> times = paceByChange({{0, 0.2, 0.9, 1}, {0, 1, -1, 0}, {0, 4, 6, 8}});
    REQUIRE(times.size() == 4);
    CHECK(times[0] == 0);
    CHECK(times[1] == Approx(0.375).margin(rounding));
    CHECK(times[2] == Approx(0.75).margin(rounding));
    CHECK(times[3] == 1);
}

TEST_CASE("pace by change: what is constant leaves the other alone, both leave α", "[quick]") {
    CHECK(paceByChange({{0, 0.5, 1}, {2, 2, 2}, {0, 1, 4}})[1] == Approx(0.25).margin(rounding));
    CHECK(paceByChange({{0, 0.5, 1}, {0, 3, 4}, {1, 1, 1}})[1] == Approx(0.75).margin(rounding));
    CHECK(paceByChange({{0, 0.3, 1}, {2, 2, 2}, {0, 0, 0}})[1] == Approx(0.3).margin(rounding));
    CHECK(paceByChange({{1}, {2}, {3}}) == std::vector<double>{0});
    CHECK(paceByChange({}).empty());
}

TEST_CASE("pace: α at a time lies between the points, and leaps over what takes no time",
          "[quick]") {
    const std::vector<double> alphas{0, 0.5, 0.9, 1};
    const std::vector<double> times{0, 0.4, 0.4, 1};
    CHECK(alphaAt(0, times, alphas) == 0);
    CHECK(alphaAt(0.2, times, alphas) == Approx(0.25).margin(rounding));
    CHECK(alphaAt(0.4, times, alphas) == Approx(0.9).margin(rounding));
    CHECK(alphaAt(0.7, times, alphas) == Approx(0.95).margin(rounding));
    CHECK(alphaAt(1, times, alphas) == 1);
}
