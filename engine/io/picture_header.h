#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/file_bytes.h"

namespace sigscope::io {

/// What the beginning of a picture's file says, and whether its end is there. Decoders fill what is
/// missing with grey and allocate what a header claims: neither is wanted.
struct PictureHeader {
    enum class Format { Jpeg, Png, Bmp, WebP, Tiff, Jpeg2000, Heif, Gif };
    Format format = Format::Png;
    std::int64_t width = 0;   ///< 0 where the header ends before it says. Before it is turned.
    std::int64_t height = 0;  ///< Likewise.
    int orientation = 1;      ///< 1 to 8 as in EXIF; 1 is upright.
    bool complete = true;     ///< False if the end of the picture's data is missing.
    bool animated = false;    ///< Of several pictures, one after the other; not told of a GIF.
};

/// Nothing if the bytes are a picture of none of these formats. Never throws.
[[nodiscard]] std::optional<PictureHeader> readPictureHeader(ByteView bytes);

/// Whether a BMP has the first header of OS/2.
[[nodiscard]] bool isOs2Bitmap(ByteView bmp);

/// The format that a file's first bytes are of, if it is read.
[[nodiscard]] std::optional<PictureHeader::Format> pictureFormat(ByteView head);

/// The contents of a PNG's chunks of that type (four letters), as far as they are there.
[[nodiscard]] std::vector<ByteView> pngChunks(ByteView png, std::string_view type);

/// The content of a WebP's first chunk of that type (four letters), as far as it is there; empty if
/// there is none.
[[nodiscard]] ByteView webPChunk(ByteView webP, std::string_view type);

}  // namespace sigscope::io
