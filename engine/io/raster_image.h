#pragma once

#include "engine/api/image.h"
#include "engine/io/raster.h"

namespace sigscope::io {

/// The samples as 8-bit RGB over white, turned upright. `orientation` is EXIF's, 1 to 8. Notes in
/// `raster` what looks wrong with them.
[[nodiscard]] Image toImage(Raster& raster, int orientation);

}  // namespace sigscope::io
