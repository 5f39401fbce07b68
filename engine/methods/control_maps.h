#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "engine/methods/method.h"

namespace sigscope::methods {

/// A control that knows nothing: independent normal numbers.
[[nodiscard]] Method randomMap();

/// The map of that control for its `draw-seed` and pictures of that shape, from the stream
/// random/SEED/map/0: float64, on the CPU.
[[nodiscard]] at::Tensor randomNumbers(at::IntArrayRef shape, std::int64_t seed);

/// A control that knows the picture and not the model: the size of its Sobel gradient.
[[nodiscard]] Method edgeMap();

}  // namespace sigscope::methods
