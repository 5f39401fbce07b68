#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Adversarial Gradient Integration (AGI; Pan et al., 2021): walks from the input to where the
/// model sees other classes. Always on probabilities. docs/theory/adaptive-paths.md#agi.
[[nodiscard]] Method adversarialGradientIntegration();

}  // namespace sigscope::methods
