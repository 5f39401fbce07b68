#pragma once

#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "engine/file_bytes.h"

namespace sigscope::io {

/// Samples as a picture's file has them, of 8 or 16 bits each, rows and columns as they are stored.
struct Raster {
    enum class Colours { Grey, Rgb, Cmyk };
    enum class Alpha {
        None,
        Straight,    ///< Colours are to be multiplied by it.
        Associated,  ///< They are already.
    };

    cv::Mat samples;  ///< The colours' channels, grey with 0 as black, and then alpha.
    Colours colours = Colours::Rgb;
    Alpha alpha = Alpha::None;
    /// What a person should know: parts of sentences that the file's name begins.
    std::vector<std::string> notes{};
    /// The ICC profile that the file embeds (keepProfile()), as it is there; empty where it has
    /// none.
    std::vector<std::uint8_t> profile{};
};

/// Room for the samples of a picture. Throws Error where it is larger than its header says, which
/// has been checked.
[[nodiscard]] cv::Mat blankSamples(std::int64_t width, std::int64_t height, int type);

/// Why a picture of that size is not opened, "is too large: …"; empty if it is.
[[nodiscard]] std::string tooLarge(std::int64_t width, std::int64_t height,
                                   std::int64_t mostPixels);

/// What is noted of an animation.
inline constexpr const char* firstOfAnimation =
    "is an animation, of which the first picture is taken";

// Each decodes a file of one format in memory, whose header has been checked, and prints nothing.
// They throw Error with the end of a sentence that the file's name begins.

[[nodiscard]] Raster decodeJpeg(ByteView bytes);
[[nodiscard]] Raster decodePng(ByteView bytes);
[[nodiscard]] Raster decodeWebP(ByteView bytes);
[[nodiscard]] Raster decodeTiff(ByteView bytes);
[[nodiscard]] Raster decodeGif(ByteView bytes);
/// HEIC and AVIF, turned upright.
[[nodiscard]] Raster decodeHeif(ByteView bytes);
/// BMP and JPEG 2000.
[[nodiscard]] Raster decodeOther(ByteView bytes);

}  // namespace sigscope::io
