#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Iterative Gradient path Integrated Gradients (IG²; Zhuo and Ge, 2024): walks from the input
/// towards the representations of reference pictures. docs/theory/adaptive-paths.md#ig-squared.
[[nodiscard]] Method integratedGradientsSquared();

}  // namespace sigscope::methods
