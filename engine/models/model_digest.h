#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/file_bytes.h"

namespace sigscope::models {

/// The files beside a model's own that its weights lie in: the external data of an ONNX model, each
/// once. `bytes` are the content of `file`. Throws Error naming the file and the reason.
[[nodiscard]] std::vector<std::filesystem::path> furtherFilesOf(ByteView bytes,
                                                                const std::filesystem::path& file);

/// What names a model by its content: the SHA-256 of its file, or, where weights lie in further
/// files, of the digests of all, a line each, its own first. Lower-case hexadecimal. Throws Error.
[[nodiscard]] std::string sha256OfModel(ByteView bytes, const std::filesystem::path& file);
[[nodiscard]] std::string sha256OfModel(const std::filesystem::path& file);

}  // namespace sigscope::models
