#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Important Direction Gradient Integration (IDGI; Yang et al., 2023) along a path: each change of
/// f is shared out in proportion to the squared gradient.
/// docs/theory/paths.md#important-directions.
[[nodiscard]] Method importantDirections();

}  // namespace sigscope::methods
