#pragma once

#include <cstdint>
#include <optional>

#include "engine/file_bytes.h"

namespace sigscope::io {

/// What the first directory of a TIFF says, or that of an EXIF block, which is one.
struct TiffDirectory {
    std::int64_t width = 0;   ///< 0 where it does not say.
    std::int64_t height = 0;  ///< Likewise.
    int orientation = 1;      ///< 1 to 8 as in EXIF; 1 is upright.
    bool complete = false;    ///< The directory is all there.
};

/// Of classic TIFF and BigTIFF; nothing of other bytes. Never throws.
[[nodiscard]] std::optional<TiffDirectory> readTiffDirectory(ByteView bytes);

/// The orientation of an EXIF block, with or without the "Exif" that JPEG puts before it; 1 where
/// there is none.
[[nodiscard]] int exifOrientation(ByteView block);

}  // namespace sigscope::io
