#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Guided Integrated Gradients (GIG; Kapishnikov et al., 2021): at each step the elements with the
/// smallest gradients move towards the input. docs/theory/adaptive-paths.md#guided-ig.
[[nodiscard]] Method guidedIntegratedGradients();

}  // namespace sigscope::methods
