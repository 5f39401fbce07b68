#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace sigscope {

/// What a reader reads: bytes it does not own. Readers take these with a name for their messages,
/// so that they can be fed from memory too.
using ByteView = std::span<const std::uint8_t>;

/// The whole of a regular file. Throws Error naming the file: missing, a folder, no regular file,
/// empty, unreadable.
[[nodiscard]] std::vector<std::uint8_t> readFileBytes(const std::filesystem::path& file);

}  // namespace sigscope
