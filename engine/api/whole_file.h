#pragma once

#include <filesystem>
#include <string_view>

#include "engine/api/outcome.h"

namespace sigscope {

/// Writes `bytes` as `file`, whole or not at all: they go to a file without a name that replaces
/// what was there at the end. Whoever is killed on the way leaves the old file or the new one; a
/// file without a name goes with its process. Follows links and keeps the permissions of what it
/// replaces. Pipes and devices are written to instead (output_place.h). Failures name the file and
/// the reason.
[[nodiscard]] Outcome<Done> writeWholeFile(const std::filesystem::path& file,
                                           std::string_view bytes);

/// Whether writeWholeFile could write `file` now; leaves nothing behind.
[[nodiscard]] Outcome<Done> checkWritable(const std::filesystem::path& file);

}  // namespace sigscope
