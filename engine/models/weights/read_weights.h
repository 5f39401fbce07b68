#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/file_bytes.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// The bytes of a weights file, or of an ONNX model. Throws Error as readFileBytes(), and before it
/// reads a file whose size and beginning are not those of one.
[[nodiscard]] std::vector<std::uint8_t> readWeightsFile(const std::filesystem::path& file);

/// Reads a weights file, .safetensors or .pth (either layout), whichever its content is. Modules
/// that only wrap others ("module.") are left out of the names. Nothing in it is executed, and
/// nothing is allocated because a header says so. Throws Error naming the file and the reason.
[[nodiscard]] StateDict readWeights(const std::filesystem::path& file);

/// The same from memory; `name` is the file's, for messages.
[[nodiscard]] StateDict readWeights(ByteView bytes, const std::string& name);

}  // namespace sigscope::models
