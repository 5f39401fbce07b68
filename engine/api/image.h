#pragma once

#include <cstdint>
#include <vector>

namespace sigscope {

/// Pictures with more pixels are not opened, and not made by resizing others.
inline constexpr std::int64_t largestPixelCount = 200'000'000;

/// A decoded picture: 8-bit RGB, rows from top to bottom, channels interleaved.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;  ///< width · height · 3 values in [0, 255].

    [[nodiscard]] bool empty() const { return pixels.empty(); }
    bool operator==(const Image&) const = default;
};

/// A rectangle in pixels of the picture it belongs to; (x, y) is its top-left corner. Sides are
/// fractional because a crop is taken after the picture was resized.
struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

}  // namespace sigscope
