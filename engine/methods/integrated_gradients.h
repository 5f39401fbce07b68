#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Integrated Gradients (Sundararajan et al., 2017): the straight path.
[[nodiscard]] Method integratedGradients();

}  // namespace sigscope::methods
