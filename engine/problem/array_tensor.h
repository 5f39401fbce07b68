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

/// The numbers of a tensor [N] of any dtype and device, in one transfer.
[[nodiscard]] inline std::vector<double> toNumbers(const at::Tensor& numbers) {
    const at::Tensor plain = numbers.detach().to(at::kCPU, at::kDouble).contiguous();
    const auto* first = plain.const_data_ptr<double>();
    return {first, first + plain.numel()};
}

}  // namespace sigscope
