#pragma once

#include <filesystem>

#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// Writes the tensors as a .safetensors file, each in its own type (half, float, double or int64)
/// and from whatever device, whole or not at all. Throws Error naming the file.
void writeSafetensors(const std::filesystem::path& file, const StateDict& tensors);

/// The same tensors in half precision: 11 bits of mantissa, far finer than what training decides.
[[nodiscard]] StateDict inHalfPrecision(const StateDict& tensors);

}  // namespace sigscope::models
