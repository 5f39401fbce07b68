#include "ui/render/colour_map.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <utility>

using namespace sigscope;
using namespace sigscope::ui;

namespace {

/// CIELAB's L* of an sRGB colour, 0 to 100.
double lightness(QRgb colour) {
    const auto linear = [](int byte) {
        const double c = byte / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) +
                     0.0722 * linear(qBlue(colour));
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

}  // namespace

TEST_CASE("colour map: magma and viridis rise in lightness all the way", "[quick]") {
    const ColourMap map = GENERATE(ColourMap::Magma, ColourMap::Viridis);
    double previous = lightness(colourAt(map, 0));
    for (int i = 1; i <= 255; ++i) {
        const double next = lightness(colourAt(map, i / 255.0));
        // Neighbours among 256 entries may round to the same 8-bit colour.
        CHECK(next >= previous - 0.2);
        previous = next;
    }
    CHECK(previous - lightness(colourAt(map, 0)) > 70);
}

TEST_CASE("colour map: the diverging map is white at 0 and as dark on either side", "[quick]") {
    CHECK(colourAt(ColourMap::BlueWhiteRed, 0.5) == qRgb(255, 255, 255));
    for (double distance = 0; distance <= 0.5; distance += 1.0 / 64) {
        const QRgb below = colourAt(ColourMap::BlueWhiteRed, 0.5 - distance);
        const QRgb above = colourAt(ColourMap::BlueWhiteRed, 0.5 + distance);
        // Rounding to 8 bits moves L* by less than half a unit.
        CHECK(lightness(below) == Approx(lightness(above)).margin(0.6));
    }
    CHECK(qBlue(colourAt(ColourMap::BlueWhiteRed, 0)) > qRed(colourAt(ColourMap::BlueWhiteRed, 0)));
    CHECK(qRed(colourAt(ColourMap::BlueWhiteRed, 1)) > qBlue(colourAt(ColourMap::BlueWhiteRed, 1)));
}

TEST_CASE("colour map: the dark diverging map is as light on either side of a dark 0", "[quick]") {
    CHECK(lightness(colourAt(ColourMap::BlueBlackRed, 0.5)) < 12);
    for (double distance = 0; distance <= 0.5; distance += 1.0 / 64) {
        const QRgb below = colourAt(ColourMap::BlueBlackRed, 0.5 - distance);
        const QRgb above = colourAt(ColourMap::BlueBlackRed, 0.5 + distance);
        // Rounding to 8 bits moves L* by less than one unit where colours are dark.
        CHECK(lightness(below) == Approx(lightness(above)).margin(1));
    }
    CHECK(qBlue(colourAt(ColourMap::BlueBlackRed, 0)) > qRed(colourAt(ColourMap::BlueBlackRed, 0)));
    CHECK(qRed(colourAt(ColourMap::BlueBlackRed, 1)) > qBlue(colourAt(ColourMap::BlueBlackRed, 1)));
}

TEST_CASE("colour map: positions outside are clamped, none is undefined", "[quick]") {
    const ColourMap map = GENERATE(ColourMap::Magma, ColourMap::BlueWhiteRed);
    CHECK(colourAt(map, -3) == colourAt(map, 0));
    CHECK(colourAt(map, 7) == colourAt(map, 1));
    CHECK(colourAt(map, std::nan("")) == colourAt(map, 0));
}

TEST_CASE("colour map: colourise spans low to high, pixel by pixel", "[quick]") {
    Array values(1, 2, 3);
    values.values = {-1, 0, 1, 2, -2, 0.5F};
    const QImage picture = colourise(values, ColourMap::BlueWhiteRed, -1, 1);
    REQUIRE(picture.size() == QSize(3, 2));
    CHECK(picture.pixel(0, 0) == colourAt(ColourMap::BlueWhiteRed, 0));
    CHECK(picture.pixel(1, 0) == qRgb(255, 255, 255));
    CHECK(picture.pixel(2, 0) == colourAt(ColourMap::BlueWhiteRed, 1));
    CHECK(picture.pixel(0, 1) == picture.pixel(2, 0));
    CHECK(picture.pixel(1, 1) == picture.pixel(0, 0));
    CHECK(picture.pixel(2, 1) == colourAt(ColourMap::BlueWhiteRed, 0.75));
}

TEST_CASE("colour map: every pixel takes the entry nearest to its position, halves upwards",
          "[quick]") {
    // The map's entries, 256 of a sequential one and 257 of a diverging one, have positions i/last.
    for (const auto& [map, last] :
         {std::pair(ColourMap::Viridis, 255.0), {ColourMap::BlueWhiteRed, 256.0}}) {
        Array values(1, 64, 64);
        std::ranges::generate(values.values, [k = 0]() mutable {
            return static_cast<float>(k++) / 2048 - 0.5F;  // From −0.5 to 1.5, halves among them.
        });
        const double low = -0.25;
        const double high = 1.125;
        const QImage picture = colourise(values, map, low, high);
        for (int y = 0; y < 64; ++y)
            for (int x = 0; x < 64; ++x) {
                const double position = (values.at(0, y, x) - low) / (high - low);
                const double entry = std::round(std::clamp(position, 0.0, 1.0) * last);
                REQUIRE(picture.pixel(x, y) == colourAt(map, entry / last));
            }
    }
    CHECK(colourAt(ColourMap::BlueWhiteRed, 128.5 / 256) ==
          colourAt(ColourMap::BlueWhiteRed, 129.0 / 256));
    CHECK(colourAt(ColourMap::BlueWhiteRed, std::nextafter(128.5 / 256, 0)) ==
          colourAt(ColourMap::BlueWhiteRed, 128.0 / 256));
}

TEST_CASE("colour map: a map of zeros is white, an empty one no picture", "[quick]") {
    const QImage picture = colourise(Array(1, 1, 1), ColourMap::BlueWhiteRed, 0, 0);
    CHECK(picture.pixel(0, 0) == qRgb(255, 255, 255));
    CHECK(colourise(Array(), ColourMap::Magma, 0, 1).isNull());
}

TEST_CASE("colour map: raw arrays become their picture", "[quick]") {
    Array raw(3, 1, 2);
    raw.values = {0, 1, 0.5F, 2, 1, -1};
    const QImage picture = toImage(raw);
    CHECK(picture.pixel(0, 0) == qRgb(0, 128, 255));
    CHECK(picture.pixel(1, 0) == qRgb(255, 255, 0));
    CHECK(toImage(Array(1, 2, 2)).isNull());
}
