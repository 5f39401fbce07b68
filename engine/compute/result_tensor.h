#pragma once

#include <ATen/core/Tensor.h>

#include "engine/api/explanation.h"

namespace sigscope::compute {

/// A of a result [3, H, W], float64 on the CPU. Throws Error where it is of another size than
/// `input`, x of the model.
[[nodiscard]] at::Tensor resultTensor(const Explanation& result, const at::Tensor& input);

}  // namespace sigscope::compute
