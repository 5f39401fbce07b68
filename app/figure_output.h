#pragma once

#include <filesystem>
#include <functional>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "ui/figure/figure_view.h"

namespace sigscope::app {

/// Calls `draw` where texts and charts can be drawn without any display. Constructs a Qt
/// application for the length of the call, so there must be none.
[[nodiscard]] Outcome<Done> drawOffscreen(const std::function<Outcome<Done>()>& draw);

/// Writes the figure of an explanation without any display (ui/figure/figure_file.h); as
/// drawOffscreen().
[[nodiscard]] Outcome<Done> writeFigureOffscreen(const std::filesystem::path& file,
                                                 const Explanation& explanation,
                                                 ui::FigureView view);

}  // namespace sigscope::app
