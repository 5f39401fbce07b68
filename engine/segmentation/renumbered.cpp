#include "engine/segmentation/renumbered.h"

#include <ATen/ATen.h>

#include <unordered_map>

namespace sigscope::segmentation {

at::Tensor renumbered(const at::Tensor& labels) {
    at::Tensor numbers = labels.clone(at::MemoryFormat::Contiguous);
    auto* values = numbers.mutable_data_ptr<std::int64_t>();
    std::unordered_map<std::int64_t, std::int64_t> numberOf;
    for (std::int64_t i = 0; i < numbers.numel(); ++i) {
        const auto next = static_cast<std::int64_t>(numberOf.size());
        values[i] = numberOf.try_emplace(values[i], next).first->second;
    }
    return numbers;
}

std::int64_t segmentCount(const at::Tensor& labels) {
    return labels.max().item<std::int64_t>() + 1;
}

}  // namespace sigscope::segmentation
