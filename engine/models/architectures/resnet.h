#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// ResNet-18, -34, -50, -101 and -152 (He et al., 2016; the stride of a bottleneck in its 3×3
/// convolution) and their wide and grouped relatives, keys as in torchvision's state dicts.
[[nodiscard]] Architecture<Network> resNet();

}  // namespace sigscope::models
