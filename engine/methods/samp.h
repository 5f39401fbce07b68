#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// SAMP (Zhang et al., 2024): pixels are deleted and inserted one group after the other, those that
/// matter most first. docs/theory/adaptive-paths.md#samp.
[[nodiscard]] Method samp();

}  // namespace sigscope::methods
