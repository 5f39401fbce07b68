#pragma once

#include <ATen/core/Tensor.h>

#include "engine/methods/attribution_recorder.h"

namespace sigscope::methods {

/// The result of a method without a path, whose map is made at x alone: nodes at x' and x, so that
/// f at both is shown.
[[nodiscard]] integration::Attribution pointMap(const Problem& problem,
                                                AttributionRecorder& recorder,
                                                const at::Tensor& map);

}  // namespace sigscope::methods
