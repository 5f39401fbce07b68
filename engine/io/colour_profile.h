#pragma once

#include <string>
#include <vector>

#include "engine/file_bytes.h"
#include "engine/io/raster.h"

namespace sigscope::io {

/// What is noted of a profile that is left out.
inline constexpr const char* unusableProfile =
    "has a colour profile that is damaged or does not fit, which is ignored";

/// Keeps with `raster` the ICC profile that its file embeds. One that is larger than profiles are
/// is noted and left out.
void keepProfile(Raster& raster, ByteView profile);

/// Chromaticities of a display, CIE 1931 (x, y).
struct DisplayColours {
    struct Point {
        double x = 0;
        double y = 0;
    };
    Point red;
    Point green;
    Point blue;
    Point white;
};

/// An ICC profile of that display with sRGB's curve, called `name`; empty where there can be none.
[[nodiscard]] std::vector<std::uint8_t> displayProfile(const DisplayColours& colours,
                                                       const std::string& name);

/// Converts the colours of `raster` (8 or 16 bits) from its profile to sRGB, at their depth; grey
/// and inks become red, green and blue. A profile that is sRGB in effect changes no sample, and
/// neither does one that is unusable. What was done is noted, but for the former. The profile is
/// not trusted.
void convertToSrgb(Raster& raster);

}  // namespace sigscope::io
