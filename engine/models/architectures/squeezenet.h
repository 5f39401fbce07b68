#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// SqueezeNet 1.0 and 1.1 (Iandola et al., 2016), keys as in torchvision's state dicts. Its last
/// convolution gives a map for each class, whose mean over the positions is the logit: there is no
/// fully connected layer, and so no representation before it.
[[nodiscard]] Architecture<Network> squeezeNet();

}  // namespace sigscope::models
