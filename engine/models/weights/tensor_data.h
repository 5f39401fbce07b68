#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/ScalarType.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/file_bytes.h"

namespace sigscope::models {

/// The number of elements of a shape; nothing if a side is negative or the product (or a partial
/// product) does not fit.
[[nodiscard]] std::optional<std::int64_t> elementCount(const std::vector<std::int64_t>& shape);

/// a · b + c, nothing if it does not fit; all of them at least 0.
[[nodiscard]] std::optional<std::int64_t> multiplyAdd(std::int64_t a, std::int64_t b,
                                                      std::int64_t c);

/// A contiguous CPU tensor with a copy of `bytes`, which must be exactly what `shape` and `dtype`
/// need.
[[nodiscard]] at::Tensor copyToTensor(ByteView bytes, c10::ScalarType dtype,
                                      const std::vector<std::int64_t>& shape);

/// "[1000,512]".
[[nodiscard]] std::string shapeText(at::IntArrayRef shape);

}  // namespace sigscope::models
