#pragma once

#include <filesystem>

#include "engine/api/outcome.h"

namespace sigscope {

/// Whether the system says that there is nothing at `place`. What lies in a folder that may not be
/// entered, say, is not absent: why it cannot be had is for checkReadable() to tell.
[[nodiscard]] bool isAbsent(const std::filesystem::path& place);

/// Fails unless `file` is a regular file that may be read and is not empty, with its name and the
/// system's own reason.
[[nodiscard]] Outcome<Done> checkReadable(const std::filesystem::path& file);

}  // namespace sigscope
