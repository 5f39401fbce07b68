#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Saliency (Simonyan et al., 2013): |g(x)|. docs/theory/perturbation-and-noise.md#saliency.
[[nodiscard]] Method saliency();

/// SmoothGrad (Smilkov et al., 2017): the mean gradient of noisy copies of the input.
/// docs/theory/perturbation-and-noise.md#smoothgrad.
[[nodiscard]] Method smoothGrad();

}  // namespace sigscope::methods
