#pragma once

#include "engine/models/architectures/architecture.h"
#include "engine/models/network.h"

namespace sigscope::models {

/// The small network of the tests: relu(conv1 3→8) → 2×2 mean pool → relu(conv2 8→16) → mean over
/// H, W, times 4 → fc 16→10. Both convolutions 3×3 with padding 1.
[[nodiscard]] Architecture<Network> tinyNet();

}  // namespace sigscope::models
