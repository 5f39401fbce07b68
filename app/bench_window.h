#pragma once

#include <filesystem>

#include "app/exit_status.h"
#include "engine/api/engine.h"

namespace sigscope::app {

/// `sigscope bench window`: opens the window on `image` without a display, lets it run, scrubs it,
/// and prints the largest gap of the event loop during the run, the times of the scrub's frames,
/// and how often charts were painted anew meanwhile (0 is wanted); then compares ten paths, and
/// prints the gap while they are computed, the times of the scrub's frames with all ten in sight,
/// and what they took together over what each took alone.
[[nodiscard]] ExitStatus benchWindow(Engine& engine, const std::filesystem::path& image);

}  // namespace sigscope::app
