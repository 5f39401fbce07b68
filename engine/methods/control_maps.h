#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// A control that knows nothing: independent normal numbers.
[[nodiscard]] Method randomMap();

/// A control that knows the picture and not the model: the size of its Sobel gradient.
[[nodiscard]] Method edgeMap();

}  // namespace sigscope::methods
