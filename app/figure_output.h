#pragma once

#include <filesystem>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"

namespace sigscope::app {

/// Writes the figure of an explanation as .png without any display. Constructs a Qt application for
/// the length of the call, so there must be none.
[[nodiscard]] Outcome<Done> writeFigureOffscreen(const std::filesystem::path& file,
                                                 const Explanation& explanation);

}  // namespace sigscope::app
