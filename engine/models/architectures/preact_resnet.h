#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// Pre-activation ResNet-18 for pictures of 32 pixels (He et al., 2016, "Identity mappings"), as
/// the published ROAR trains it: no batch norm before the pool, and a shortcut without a
/// convolution takes relu(bn1 x). Keys as in that program's state dict: "layer1.0.bn1",
/// "layer2.0.shortcut.0", "linear". It is no entry of the registry: other programs' networks have
/// the same keys and take x there, which a file does not tell.
[[nodiscard]] Architecture<Network> preActResNet();

}  // namespace sigscope::models
