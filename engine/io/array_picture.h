#pragma once

#include <cstdint>

#include "engine/file_bytes.h"
#include "engine/io/raster.h"

namespace sigscope::io {

/// Whether a file begins as an array of NumPy's (.npy) or an archive of such (.npz).
[[nodiscard]] bool isArrayFile(ByteView head);

/// The picture in such a file: [H, W], [H, W, 3], [3, H, W] or [1, 3, H, W], of uint8, or of
/// float16, float32 or float64 in [0, 1]; of an archive the array called image, picture or input,
/// else the only one that fits. How it was read is noted, and what could be read in two ways is
/// refused. Throws Error, the end of a sentence.
[[nodiscard]] Raster decodeArray(ByteView bytes, std::int64_t mostPixels);

}  // namespace sigscope::io
