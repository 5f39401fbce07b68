#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/image.h"
#include "engine/file_bytes.h"
#include "engine/io/label_image.h"

namespace sigscope::io {

/// A picture's file, read.
struct LoadedPicture {
    Image image;         ///< Upright (EXIF orientation applied), 8-bit sRGB, over black.
    std::string sha256;  ///< Of the bytes that it was decoded from.
    /// What a person should know of how it was read, as sentences: "night.tif: none of its …".
    std::vector<std::string> notes{};
};

/// Throws Error naming the file and the reason: missing, not to be read, a folder, empty, not a
/// picture, of a format that is not read, damaged, too large.
[[nodiscard]] LoadedPicture readPicture(const std::filesystem::path& file);

/// The same of a file's bytes, where nobody looked at their beginning before; of at most
/// `mostPixels`.
[[nodiscard]] LoadedPicture decodePicture(ByteView bytes, const std::string& name,
                                          std::int64_t mostPixels = largestPixelCount);

/// Throws Error as readPicture() unless the file's size and beginning are those of a picture.
void requirePicture(const std::filesystem::path& file);

/// The picture alone. Throws Error as readPicture().
[[nodiscard]] Image readImage(const std::filesystem::path& file);

/// A file of labels, read.
struct LoadedLabels {
    LabelImage image;
    std::string sha256;  ///< Of the bytes that it was decoded from.
};

/// The labels in a picture's file, by its samples as they are: neither colour profiles nor 8 bits
/// for 16 make two of them one. Throws Error as readPicture(), and of a JPEG, whose compression
/// makes colours of its own.
[[nodiscard]] LoadedLabels readLabels(const std::filesystem::path& file);

}  // namespace sigscope::io
