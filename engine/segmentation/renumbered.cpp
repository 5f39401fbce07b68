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

at::Tensor resized(const at::Tensor& labels, std::int64_t height, std::int64_t width) {
    // Of n pixels the i-th has its centre at (i + ½) · length / n.
    const auto nearest = [](std::int64_t n, std::int64_t length) {
        return at::arange(1, 2 * n, 2, at::kLong).mul(length).floor_divide(2 * n);
    };
    return labels.index_select(0, nearest(height, labels.size(0)))
        .index_select(1, nearest(width, labels.size(1)));
}

std::int64_t segmentCount(const at::Tensor& labels) {
    return labels.max().item<std::int64_t>() + 1;
}

}  // namespace sigscope::segmentation
