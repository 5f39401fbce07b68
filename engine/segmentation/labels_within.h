#pragma once

#include <ATen/core/Tensor.h>

#include "engine/api/image.h"
#include "engine/io/label_image.h"

namespace sigscope::segmentation {

/// The labels of what a model sees of a picture: `region`, in pixels of `labels`, as height × width
/// of the model's pixels, each of which has the label under its centre. Int64 [height, width], on
/// the CPU.
[[nodiscard]] at::Tensor labelsWithin(const io::LabelImage& labels, const Rect& region, int height,
                                      int width);

}  // namespace sigscope::segmentation
