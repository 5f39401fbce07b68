#include "engine/api/rank_correlation.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace sigscope;

namespace {

/// [1, 1, n]
Array row(std::vector<float> values) {
    Array array(1, 1, static_cast<int>(values.size()));
    array.values = std::move(values);
    return array;
}

std::optional<double> correlation(const Array& a, const Array& b) {
    return rankCorrelations({&a, &b})[0][1];
}

}  // namespace

TEST_CASE("rank correlation: equal values share the mean of their ranks", "[quick]") {
    CHECK(averageRanks({10, 20, 10, 5, 10}) == std::vector<double>{3, 5, 3, 1, 3});
    CHECK(averageRanks({}).empty());
}

TEST_CASE("rank correlation: without ties it is 1 - 6 Σd² / (n (n² - 1))", "[quick]") {
    // Ranks 1 2 3 4 5 and 2 1 4 3 5: Σd² = 4, so 1 - 24 / 120.
    CHECK(*correlation(row({1, 2, 3, 4, 5}), row({20, 1, 400, 30, 5000})) == Approx(0.8));
    CHECK(*correlation(row({1, 2, 3}), row({9, 7, 1})) == Approx(-1));
}

TEST_CASE("rank correlation: with ties it is that of the average ranks", "[quick]") {
    // Ranks 1 2.5 2.5 4 and 1 3 2 4, less 2.5: Σab = 2.25 + 0 + 0 + 2.25 = 4.5, Σa² = 4.5, Σb² = 5.
    // 4.5 / √22.5, which is what SciPy's spearmanr computes.
    CHECK(*correlation(row({1, 2, 2, 3}), row({1, 3, 2, 4})) ==
          Approx(0.9486832980505138).epsilon(1e-14));
}

TEST_CASE("rank correlation: it is of magnitudes, summed over channels", "[quick]") {
    Array channels(3, 1, 3);
    channels.values = {-1, 1, 0, 0, -1, 0, 0, 1, 5};  // Sums of magnitudes: 1, 3, 5.
    CHECK(*correlation(channels, row({1, -2, -3})) == Approx(1));
}

TEST_CASE("value correlation: it is Pearson's, of magnitudes summed over channels", "[quick]") {
    Array channels(3, 1, 3);
    channels.values = {-1, 1, 0, 0, -1, 0, 0, 1, 5};  // Sums of magnitudes: 1, 3, 5.
    const Array twice = row({2, -6, 10});
    // Less their means 3 and 4: -2 0 2 and -3 -2 5, so 16 / √(8 · 38).
    const Array other = row({1, 2, -9});
    const Array constant = row({0.1F, -0.1F, 0.1F});
    const CorrelationMatrix matrix = valueCorrelations({&channels, &twice, &other, &constant});
    CHECK(*matrix[0][1] == Approx(1).epsilon(1e-14));
    CHECK(*matrix[0][2] == Approx(16 / std::sqrt(8.0 * 38)).epsilon(1e-14));
    CHECK_FALSE(matrix[3][3]);
}

TEST_CASE("rank correlation: nothing of no map, of a constant one and of different sizes",
          "[quick]") {
    const Array rising = row({1, 2, 3, 4});
    const Array constant = row({2, -2, 2, 2});
    Array square(1, 2, 2);
    square.values = {1, 2, 3, 4};
    const CorrelationMatrix matrix = rankCorrelations({&rising, nullptr, &constant, &square});
    REQUIRE(matrix.size() == 4);
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 4; ++j)
            CHECK(matrix[i][j].has_value() == (i == j && (i == 0 || i == 3)));
    CHECK(*matrix[0][0] == 1);
}

TEST_CASE("rank correlation: a ranked map has its signs and ranks from 0 to 1", "[quick]") {
    CHECK(rankedMagnitudes(row({-5, 1, 3, -3, 2})).values ==
          std::vector<float>{-1, 0, 0.625F, -0.625F, 0.25F});
    CHECK(rankedMagnitudes(row({0, 0, 1})).values == std::vector<float>{0, 0, 1});
    CHECK(rankedMagnitudes(row({7})).values == std::vector<float>{0.5F});
    CHECK(rankedMagnitudes(row({2, -2, 2})).values == std::vector<float>{0.5F, -0.5F, 0.5F});
}
