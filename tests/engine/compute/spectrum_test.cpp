#include "engine/analysis/spectrum.h"

#include <cmath>
#include <numbers>
#include "tests/support/torch_catch.h"

using namespace sigscope;

TEST_CASE("spectrum: a constant is one line in the middle", "[quick]") {
    Array constant(3, 8, 6);
    std::ranges::fill(constant.values, 0.5F);
    const Array spectrum = analysis::spectrumOf(constant).logMagnitude;
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
    const Array spectrum = analysis::spectrumOf(wave).logMagnitude;
    const double expected = 0.5 * std::log1p(128.0);  // Half of 256; the other channel is 0.
    CHECK(spectrum.at(0, 8, 8 + 3) == Approx(expected).epsilon(1e-5));
    CHECK(spectrum.at(0, 8, 8 - 3) == Approx(expected).epsilon(1e-5));
    CHECK(spectrum.at(0, 8, 8) == Approx(0).margin(1e-4));
}

TEST_CASE("spectrum: a wave's energy lies in the ring of its frequency", "[quick]") {
    Array wave(2, 16, 16);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            wave.at(0, y, x) = static_cast<float>(std::cos(2 * std::numbers::pi * 3 * x / 16));
    const std::vector<float> rings = analysis::spectrumOf(wave).radialEnergy;
    REQUIRE(rings.size() == 9);  // 0, 1/16, … 8/16 cycles per pixel.
    // Within half a step of radius 3 lie 16 frequencies: (±3, 0), (±3, ±1), mirrored, and (±2, ±2).
    // Two of them have |F|² = 128², in one of two channels.
    CHECK(rings[3] == Approx(2 * 128.0 * 128.0 / 16 / 2).epsilon(1e-5));
    for (std::size_t k = 0; k < rings.size(); ++k)
        if (k != 3) CHECK(rings[k] == Approx(0).margin(1e-5));
}
