#pragma once

#include <QImage>
#include <QRgb>

#include "engine/api/array.h"

namespace sigscope::ui {

/// Perceptually uniform maps for magnitudes, diverging ones (0 in the middle) for signed values: on
/// light and on dark grounds.
enum class ColourMap { Magma, Viridis, BlueWhiteRed, BlueBlackRed };

[[nodiscard]] inline bool isDiverging(ColourMap map) {
    return map == ColourMap::BlueWhiteRed || map == ColourMap::BlueBlackRed;
}

/// An automatic limit leaves this share of the magnitudes below it, in percent: a few large values
/// would make everything else pale.
inline constexpr double usualPercentile = 99.5;

/// The colour at `position` in [0, 1]; clamped.
[[nodiscard]] QRgb colourAt(ColourMap map, double position);

/// A picture of `values` [1, H, W]: `low` becomes the map's first colour, `high` its last.
[[nodiscard]] QImage colourise(const Array& values, ColourMap map, double low, double high);

/// The share of the values of a map [1, H, W] with a magnitude above `limit`.
[[nodiscard]] double shareBeyond(const Array& map, double limit);

/// A picture of a raw-space array [3, H, W] in [0, 1].
[[nodiscard]] QImage toImage(const Array& raw);

}  // namespace sigscope::ui
