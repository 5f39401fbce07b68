#pragma once

#include "engine/models/architectures/architecture.h"
#include "engine/models/network.h"

namespace sigscope::models {

/// A small network of the tests with every structure that the others have: stem 3→8, an overlapping
/// maximum pool, two residual blocks (8, and 12 of stride 2 behind a strided shortcut), four
/// branches side by side of which one pools, an inverted residual with ReLU6 around a depthwise
/// convolution, head 16→20, mean over H, W, fc 20→10.
[[nodiscard]] Architecture<Network> tinyRes();

}  // namespace sigscope::models
