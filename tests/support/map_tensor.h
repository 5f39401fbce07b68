#pragma once

#include <ATen/ATen.h>

#include "engine/api/array.h"

namespace sigscope::testing {

/// A map's values as float64, [C, H, W].
[[nodiscard]] inline at::Tensor toTensor(const Array& map) {
    return at::tensor(map.values, at::kDouble).view({map.channels, map.height, map.width});
}

}  // namespace sigscope::testing
