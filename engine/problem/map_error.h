#pragma once

#include <ATen/ATen.h>

namespace sigscope {

/// ‖map − exact‖₂ / ‖exact‖₂ of maps of one shape, in float64.
[[nodiscard]] inline double relativeError(const at::Tensor& map, const at::Tensor& exact) {
    const at::Tensor wide = exact.to(at::kDouble);
    return ((map - wide).norm() / wide.norm()).item<double>();
}

}  // namespace sigscope
