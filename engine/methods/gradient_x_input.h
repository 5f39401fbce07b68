#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Gradient × input (Shrikumar et al., 2016): g(x) ⊙ (x − x').
[[nodiscard]] Method gradientTimesInput();

}  // namespace sigscope::methods
