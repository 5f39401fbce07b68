#pragma once

#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

#include "engine/api/array.h"

namespace sigscope {

/// The float32 CPU array of a tensor [C, H, W] of any dtype and device.
[[nodiscard]] inline Array toArray(const at::Tensor& tensor) {
    const at::Tensor plain = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    Array array(static_cast<int>(plain.size(0)), static_cast<int>(plain.size(1)),
                static_cast<int>(plain.size(2)));
    std::copy_n(plain.const_data_ptr<float>(), array.values.size(), array.values.begin());
    return array;
}

/// The tensor [C, H, W] of an array on the CPU, with values of its own.
[[nodiscard]] inline at::Tensor toTensor(const Array& array, c10::ScalarType type = at::kFloat) {
    return at::tensor(array.values, type).view({array.channels, array.height, array.width});
}

/// The numbers of a tensor [N] of any dtype and device, in one transfer.
[[nodiscard]] inline std::vector<double> toNumbers(const at::Tensor& numbers) {
    const at::Tensor plain = numbers.detach().to(at::kCPU, at::kDouble).contiguous();
    const auto* first = plain.const_data_ptr<double>();
    return {first, first + plain.numel()};
}

}  // namespace sigscope
