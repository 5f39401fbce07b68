#include "engine/api/attribution_map.h"

#include <catch2/catch.hpp>

using namespace sigscope;

TEST_CASE("attribution map: channels are reduced with and without sign", "[quick]") {
    Array attribution(3, 1, 2);
    attribution.values = {1, -2, 3, 4, -5, 6};
    CHECK(reduceChannels(attribution, Reduction::Signed).values == std::vector<float>{-1, 8});
    CHECK(reduceChannels(attribution, Reduction::Absolute).values == std::vector<float>{9, 12});
    CHECK(sum(attribution) == 7);
}

TEST_CASE("attribution map: the quantile is of magnitudes", "[quick]") {
    Array map(1, 1, 5);
    map.values = {-5, 1, 2, -3, 4};
    CHECK(magnitudeQuantile(map, 1) == 5);
    CHECK(magnitudeQuantile(map, 0.5) == 3);
    CHECK(magnitudeQuantile(Array(), 0.5) == 0);
}
