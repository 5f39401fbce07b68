#include "engine/models/weights/tensor_data.h"

#include <ATen/ATen.h>

#include <cstring>

namespace sigscope::models {

std::optional<std::int64_t> multiplyAdd(std::int64_t a, std::int64_t b, std::int64_t c) {
    std::int64_t product = 0;
    std::int64_t result = 0;
    if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
    if (__builtin_add_overflow(product, c, &result)) return std::nullopt;
    return result;
}

std::optional<std::int64_t> elementCount(const std::vector<std::int64_t>& shape) {
    std::int64_t count = 1;
    for (const std::int64_t side : shape) {
        if (side < 0) return std::nullopt;
        const auto product = multiplyAdd(count, side, 0);
        if (!product) return std::nullopt;
        count = *product;
    }
    return count;
}

at::Tensor copyToTensor(ByteView bytes, c10::ScalarType dtype,
                        const std::vector<std::int64_t>& shape) {
    // A byte other than 0 and 1 is no bool: such a value must never exist.
    const bool isBool = dtype == c10::kBool;
    at::Tensor tensor = at::empty(shape, isBool ? c10::kByte : dtype);
    TORCH_CHECK(tensor.nbytes() == bytes.size(), "the size of a tensor's data was not checked");
    if (!bytes.empty()) std::memcpy(tensor.mutable_data_ptr(), bytes.data(), bytes.size());
    return isBool ? tensor.ne(0) : tensor;
}

std::string shapeText(at::IntArrayRef shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i == 0 ? "" : ",") + std::to_string(shape[i]);
    return text + "]";
}

}  // namespace sigscope::models
