#pragma once

#include "engine/api/image.h"
#include "engine/io/label_image.h"
#include "engine/io/raster.h"

namespace sigscope::io {

/// Notes that samples of 16 bits look as if only some of these were used.
void noteFewBits(Raster& raster);

/// Notes that pixels are transparent, where some are.
void noteTransparency(Raster& raster);

/// The samples, of 8 or 16 bits, as 8-bit RGB over black, turned upright. `orientation` is EXIF's,
/// 1 to 8. Throws Error, the end of a sentence, for other samples.
[[nodiscard]] Image toImage(Raster raster, int orientation);

/// The samples as labels, none of whose bits is lost, turned upright likewise. Throws Error, the
/// end of a sentence, for colours of ink and other samples.
[[nodiscard]] LabelImage toLabels(const Raster& raster, int orientation);

}  // namespace sigscope::io
