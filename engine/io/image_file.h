#pragma once

#include <filesystem>

#include "engine/api/image.h"

namespace sigscope::io {

/// Reads a picture, upright (EXIF orientation applied), 8-bit RGB. Throws Error naming the file and
/// the reason: missing, a folder, empty, not a picture, damaged, too large.
[[nodiscard]] Image readImage(const std::filesystem::path& file);

}  // namespace sigscope::io
