#pragma once

#include <optional>

#include "engine/io/raster.h"

namespace sigscope::io {

/// A BMP of 16 or 32 bits a pixel whose channels lie where masks say, or of 5 bits each: OpenCV
/// takes them to lie as usual, and what no channel has for transparency. Nothing if it is another
/// kind of BMP. Throws Error, the end of a sentence.
[[nodiscard]] std::optional<Raster> decodeMaskedBmp(ByteView bytes);

}  // namespace sigscope::io
