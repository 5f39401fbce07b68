#pragma once

#include "engine/file_bytes.h"
#include "engine/io/picture_header.h"

namespace sigscope::io {

/// Whether a file begins as HEIC or AVIF (both are HEIF), and a decoder for it is there.
[[nodiscard]] bool readsHeif(ByteView head);

/// Its size is that of the largest picture in it: others are tiles, thumbnails and maps. Never
/// throws.
[[nodiscard]] PictureHeader readHeifHeader(ByteView bytes);

}  // namespace sigscope::io
