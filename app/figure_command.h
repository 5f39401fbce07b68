#pragma once

#include "app/exit_status.h"
#include "app/figure_options.h"
#include "engine/api/engine.h"

namespace sigscope::app {

/// `sigscope figure`: computes what a figure of a paper shows, writes it and prints a caption.
/// Without any display.
[[nodiscard]] ExitStatus runFigure(Engine& engine, const FigureOptions& options);

}  // namespace sigscope::app
