#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Blur Integrated Gradients (BIG; Xu et al., 2020): the path that sharpens a blurred picture.
[[nodiscard]] Method blurIntegratedGradients();

}  // namespace sigscope::methods
