#pragma once

#include <c10/core/ScalarType.h>

#include <string>
#include <vector>

#include "engine/api/parameters.h"

namespace sigscope::models {

/// In which numbers a network computes. What is outside of it (points, gradients, the path) is in
/// float64 for Float64 and in float32 for all others; f and the sums over nodes are in float64
/// whatever this is.
enum class Precision {
    Float32,
    Float64,
    Tf32,  ///< float32, the factors of products rounded to 10 bits: a mode of CUDA GPUs.
    Bf16,  ///< 8 bits of precision, the range of float32.
};

/// The precisions as the catalogue lists them.
[[nodiscard]] std::vector<Choice> precisionChoices();

/// The precision of that name; throws Error naming those there are.
[[nodiscard]] Precision precisionNamed(const std::string& name);

/// The type of the network's weights.
[[nodiscard]] c10::ScalarType weightTypeOf(Precision precision);

/// The precision of a network whose weights are of that type.
[[nodiscard]] Precision precisionOf(c10::ScalarType weights);

/// The type of the points that it is given and of the gradients that it returns.
[[nodiscard]] c10::ScalarType pointTypeOf(Precision precision);

}  // namespace sigscope::models
