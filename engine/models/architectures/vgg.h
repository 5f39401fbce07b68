#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// VGG-11, -13, -16 and -19 (Simonyan and Zisserman, 2015), with batch norm or without, keys as in
/// torchvision's state dicts.
[[nodiscard]] Architecture<Network> vgg();

/// The same with timm's names, for inputs of 224 pixels.
[[nodiscard]] Architecture<Network> timmVgg();

}  // namespace sigscope::models
