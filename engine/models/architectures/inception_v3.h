#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// Inception v3 (Szegedy et al., 2016), keys as in torchvision's state dicts; the auxiliary head is
/// not read. As for GoogLeNet, `transform_input` is here the preprocessing.
[[nodiscard]] Architecture<Network> inceptionV3();

}  // namespace sigscope::models
