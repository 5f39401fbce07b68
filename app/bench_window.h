#pragma once

#include <chrono>
#include <filesystem>

#include "app/exit_status.h"
#include "engine/api/engine.h"

namespace sigscope::app {

/// `sigscope bench window`: opens the window on `image` without a display, lets it run, scrubs it,
/// and prints the largest gap of the event loop during the run, the times of the scrub's frames,
/// and how often charts were painted anew meanwhile (0 is wanted); then compares ten paths, and
/// prints the gap while they are computed, the times of the scrub's frames with all ten in sight,
/// what they took together over what each took alone, and how long another window takes to open a
/// session of them. For `use` more it then goes from picture
/// to picture of the same folder and from method to method, scrubs, compares and goes back, and
/// prints the memory that the process takes at each minute: a window that is used all day has to
/// come to an end of it.
[[nodiscard]] ExitStatus benchWindow(Engine& engine, const std::filesystem::path& image,
                                     std::chrono::minutes use);

}  // namespace sigscope::app
