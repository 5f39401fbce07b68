#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// GoogLeNet with batch norm (Szegedy et al., 2015), keys as in torchvision's state dicts; the
/// auxiliary heads are not read. torchvision's weights were trained on inputs with mean and
/// deviation 0.5, which its `transform_input` makes of others; here it is the preprocessing.
[[nodiscard]] Architecture<Network> googLeNet();

}  // namespace sigscope::models
