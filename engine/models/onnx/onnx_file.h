#pragma once

#include <filesystem>

#include "engine/file_bytes.h"

namespace sigscope::models {

/// Whether a file is an ONNX model: it is called .onnx, or its first bytes are those of a
/// ModelProto (there is no magic number). `head` are its first bytes, a few are enough.
[[nodiscard]] bool isOnnx(ByteView head, const std::filesystem::path& file);

}  // namespace sigscope::models
