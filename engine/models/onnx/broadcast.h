#pragma once

#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include <utility>

#include "engine/models/onnx/operation.h"

namespace sigscope::models::onnx {

/// `tensor` where `other` is, if it is on the CPU: an index or a mask beside the data.
[[nodiscard]] inline at::Tensor beside(const at::Tensor& tensor, const at::Tensor& other) {
    return tensor.is_cpu() && !other.is_cpu() ? tensor.to(other.device()) : tensor;
}

/// Two inputs that are broadcast against each other: on one device, their common shape allowed.
[[nodiscard]] inline std::pair<at::Tensor, at::Tensor> broadcastPair(const Operation& operation,
                                                                     const at::Tensor& a,
                                                                     const at::Tensor& b) {
    operation.requireRoom(at::infer_size(a.sizes(), b.sizes()));
    return {beside(a, b), beside(b, a)};
}

}  // namespace sigscope::models::onnx
