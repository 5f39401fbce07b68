#pragma once

#include <ATen/ATen.h>

namespace sigscope {

/// ‖map − exact‖₂ / ‖exact‖₂ of maps of one shape, in float64.
[[nodiscard]] inline double relativeError(const at::Tensor& map, const at::Tensor& exact) {
    const at::Tensor wide = exact.to(at::kDouble);
    return ((map - wide).norm() / wide.norm()).item<double>();
}

/// Pearson's r of the elements of two tensors.
[[nodiscard]] inline double correlation(const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor x = a.flatten() - a.mean();
    const at::Tensor y = b.flatten() - b.mean();
    return (x.dot(y) / (x.norm() * y.norm())).item<double>();
}

}  // namespace sigscope
