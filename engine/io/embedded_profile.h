#pragma once

#include "engine/file_bytes.h"
#include "engine/io/raster.h"

namespace sigscope::io {

// Each keeps with `raster` the colour profile that its file embeds, where the decoder does not
// tell. What a file says of its colours in another way than with a profile and that is not sRGB is
// not applied, which is noted.

/// Of a BMP: only headers of version 4 and 5 speak of colours.
void keepBmpProfile(Raster& raster, ByteView bytes);

/// Of a JPEG 2000: in a box of its container; a codestream alone has none.
void keepJpeg2000Profile(Raster& raster, ByteView bytes);

}  // namespace sigscope::io
