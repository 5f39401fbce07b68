#pragma once

#include <filesystem>
#include <string>

namespace sigscope::io {

/// SHA-256 of a file's bytes, lower-case hexadecimal. Throws Error naming the file.
[[nodiscard]] std::string sha256OfFile(const std::filesystem::path& file);

}  // namespace sigscope::io
