#pragma once

#include <cstdint>
#include <vector>

#include "engine/models/onnx/operation.h"

namespace sigscope::models::onnx {

/// How the window of a convolution or a pool moves: a number for each spatial axis.
struct Window {
    std::vector<std::int64_t> kernel, strides, dilations;
    std::vector<std::int64_t> before, after;  ///< Padding at the two ends of each axis.

    [[nodiscard]] bool isSymmetric() const { return before == after; }

    /// The padding as at::constant_pad_nd takes it: last axis first.
    [[nodiscard]] std::vector<std::int64_t> asPad() const;
};

/// The window of `operation` over inputs of spatial sides `sides`, auto_pad resolved. Throws Error
/// for numbers that make no sense.
[[nodiscard]] Window windowOf(const Operation& operation, std::vector<std::int64_t> kernel,
                              at::IntArrayRef sides);

}  // namespace sigscope::models::onnx
