#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// DenseNet-121, -161, -169 and -201 (Huang et al., 2017) of any width and growth, keys as in
/// torchvision's state dicts or, with "norm.1" for "norm1", as in its published files.
[[nodiscard]] Architecture<Network> denseNet();

}  // namespace sigscope::models
