#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/file_bytes.h"

namespace sigscope::io {

/// SHA-256 of a file's bytes, lower-case hexadecimal. Throws Error naming the file.
[[nodiscard]] std::string sha256OfFile(const std::filesystem::path& file);

/// Of bytes. Throws Error where the library fails.
[[nodiscard]] std::string sha256Of(ByteView bytes);
[[nodiscard]] std::string sha256Of(std::string_view text);

}  // namespace sigscope::io
