#pragma once

#include <filesystem>

#include "engine/models/weights/state_dict.h"

namespace sigscope::tools {

/// Writes the tensors as a .safetensors file in half precision (11 bits of mantissa: far finer than
/// what training decides), whole or not at all. Throws Error naming the file.
void writeSafetensors(const std::filesystem::path& file, const models::StateDict& weights);

}  // namespace sigscope::tools
