#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Spectral Integrated Gradients (SIG): the path that switches on singular components of x − x',
/// channel by channel, from the largest to the smallest.
/// docs/theory/spectral-paths.md.
[[nodiscard]] Method spectralIntegratedGradients();

}  // namespace sigscope::methods
