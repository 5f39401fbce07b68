#pragma once

#include "engine/api/image.h"
#include "engine/metrics/region.h"
#include "engine/study/dataset.h"

namespace sigscope::study {

/// Where the object of a picture is in what the model sees of it, `height` × `width` pixels that
/// are the part `seen` of the picture: boxes rounded outwards and clipped, masks by the nearest
/// pixel. What lies outside is left out.
/// docs/theory/metrics.md#localisation. Throws Error naming the mask if it cannot be read, is not
/// of the picture's size, or has more labels than there can be objects.
[[nodiscard]] metrics::Region placedObject(const ObjectPlace& object, const Image& picture,
                                           const Rect& seen, int height, int width);

}  // namespace sigscope::study
