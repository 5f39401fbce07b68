#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Important Direction Gradient Integration (IDGI; Yang et al., 2023) along a path: each change of
/// f is shared out in proportion to the squared gradient, A = Σ (f_{k+1} − f_k) g_k² / ‖g_k‖².
[[nodiscard]] Method importantDirections();

}  // namespace sigscope::methods
