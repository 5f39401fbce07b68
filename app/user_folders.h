#pragma once

#include <filesystem>

namespace sigscope::app {

/// Where the program may keep what it could also work out again: $XDG_CACHE_HOME/sigscope, else
/// ~/.cache/sigscope; empty where neither is known.
[[nodiscard]] std::filesystem::path cacheFolder();

/// Where the program keeps what has to outlive it but is nobody's document:
/// $XDG_STATE_HOME/sigscope, else ~/.local/state/sigscope; empty where neither is known.
[[nodiscard]] std::filesystem::path stateFolder();

}  // namespace sigscope::app
