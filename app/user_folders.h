#pragma once

#include <filesystem>

namespace sigscope::app {

/// Where the program may keep what it could also work out again: $XDG_CACHE_HOME/sigscope, else
/// ~/.cache/sigscope; empty where neither is known.
[[nodiscard]] std::filesystem::path cacheFolder();

}  // namespace sigscope::app
