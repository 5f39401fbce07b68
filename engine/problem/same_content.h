#pragma once

#include <ATen/ATen.h>

namespace sigscope {

/// Whether two tensors hold the same values in the same shape, dtype and place. An undefined one is
/// like no other.
[[nodiscard]] inline bool haveSameContent(const at::Tensor& a, const at::Tensor& b) {
    return a.defined() && b.defined() && a.dtype() == b.dtype() && a.device() == b.device() &&
           a.sizes() == b.sizes() && at::equal(a, b);
}

}  // namespace sigscope
