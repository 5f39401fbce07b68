#pragma once

#include "engine/api/image.h"
#include "engine/models/preprocessing.h"

namespace sigscope::models {

/// `picture` resized as Pillow does it, which models are trained with, to the last bit:
/// antialiased, rows first, rounded to 8 bits after either pass, with weights of 22 bits. Torch's
/// kernels for 8 bits have fewer, and differ by up to two grey levels.
[[nodiscard]] Image resizedAsPillow(const Image& picture, const PictureSize& size,
                                    Interpolation interpolation);

}  // namespace sigscope::models
