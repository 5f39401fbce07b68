#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// EfficientNet-B0 to -B7 (Tan and Le, 2019) and EfficientNet v2 S, M and L (2021), keys as in
/// torchvision's state dicts. Which of them it is, is told by the number of blocks and the channels
/// of the last; strides, activations and the batch norms' ε are that member's.
[[nodiscard]] Architecture<Network> efficientNet();

/// B0 to B7 with timm's names, which its networks with TensorFlow's padding (tf_…) have too: those
/// are refused (timm_mobile_names.h).
[[nodiscard]] Architecture<Network> timmEfficientNet();

}  // namespace sigscope::models
