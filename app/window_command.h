#pragma once

#include <filesystem>

#include "app/exit_status.h"
#include "engine/api/engine.h"

namespace sigscope::app {

/// The program's own arguments, as Qt wants them.
struct Arguments {
    int& count;
    char** values;
};

/// `sigscope [IMAGE]`: the window, until it is closed. `image` may be empty; `samples` is the
/// folder of pictures that an empty window offers. Without a display it says so and what to do
/// instead.
[[nodiscard]] ExitStatus runWindow(Engine& engine, const std::filesystem::path& image,
                                   const std::filesystem::path& samples, Arguments arguments);

/// Ends the program once its window is closed and its saves are done. What is still computed nobody
/// waits for: to stop it would take the rest of a micro-batch.
[[noreturn]] void leaveWindow(ExitStatus status);

}  // namespace sigscope::app
