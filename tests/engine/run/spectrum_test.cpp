#include "engine/analysis/spectrum.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

using namespace sigscope;

TEST_CASE("spectrum: a constant is one line in the middle", "[quick]") {
    Array constant(3, 8, 6);
    std::ranges::fill(constant.values, 0.5F);
    const Array spectrum = analysis::logSpectrum(constant);
    for (int v = 0; v < 8; ++v)
        for (int u = 0; u < 6; ++u) {
            // |F(0)| is the sum over the plane; float32 rounding elsewhere.
            const double expected = v == 4 && u == 3 ? std::log1p(0.5 * 48) : 0;
            CHECK(spectrum.at(0, v, u) == Approx(expected).margin(1e-5));
        }
}

TEST_CASE("spectrum: a wave is two lines at its frequency, mean of the channels", "[quick]") {
    Array wave(2, 16, 16);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            wave.at(0, y, x) = static_cast<float>(std::cos(2 * std::numbers::pi * 3 * x / 16));
    const Array spectrum = analysis::logSpectrum(wave);
    const double expected = 0.5 * std::log1p(128.0);  // Half of 256; the other channel is 0.
    CHECK(spectrum.at(0, 8, 8 + 3) == Approx(expected).epsilon(1e-5));
    CHECK(spectrum.at(0, 8, 8 - 3) == Approx(expected).epsilon(1e-5));
    CHECK(spectrum.at(0, 8, 8) == Approx(0).margin(1e-4));
}
