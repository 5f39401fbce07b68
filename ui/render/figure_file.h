#pragma once

#include <filesystem>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "ui/render/figure_view.h"

namespace sigscope::ui {

/// Writes the figure as .png, .svg or .pdf by the file's ending, with the recipe inside
/// (engine/api/recipe.h says where), whole or not at all: an error leaves what was at `file`
/// before.
[[nodiscard]] Outcome<Done> writeFigure(const std::filesystem::path& file,
                                        const Explanation& explanation, FigureView view = {});

}  // namespace sigscope::ui
