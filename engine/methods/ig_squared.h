#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Iterative Gradient path Integrated Gradients (IG²; Zhuo and Ge, 2024): walks from the input
/// towards the representations of reference pictures. METHODS.md, "IG²".
[[nodiscard]] Method integratedGradientsSquared();

}  // namespace sigscope::methods
