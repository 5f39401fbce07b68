#pragma once

#include <optional>
#include <string>

#include "engine/api/array.h"

namespace sigscope {

/// A rectangle of pixels of what the model sees, with a name.
struct Region {
    std::string name;
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;

    bool operator==(const Region&) const = default;
};

/// Whether both are of the same pixels, whatever they are called.
[[nodiscard]] bool areOfSamePixels(const Region& first, const Region& second);

/// Whether it has pixels, and all of them in a picture of that size.
[[nodiscard]] bool isWithin(const Region& region, int width, int height);

/// What is known of a region beside its share.
struct MarkedRegion {
    Region region;
    std::optional<double> filled{};  ///< f of the picture with x' in place of the region's pixels.

    bool operator==(const MarkedRegion&) const = default;
};

/// Σ of an attribution [3, H, W], within which the region lies, over the region's pixels and all
/// channels; in double.
[[nodiscard]] double sumOver(const Array& attribution, const Region& region);

}  // namespace sigscope
