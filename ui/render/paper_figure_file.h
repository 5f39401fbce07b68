#pragma once

#include <filesystem>

#include "engine/api/outcome.h"
#include "ui/render/paper_figure.h"

namespace sigscope::ui {

/// Writes the figure as .svg, .pdf or .png, by the file's ending, whole or not at all. Inside,
/// where engine/api/recipe.h says, is the recipe of the first explanation with a key `figure`: the
/// kind, its options, and the recipes of all explanations in their order. Needs a QApplication.
[[nodiscard]] Outcome<Done> writePaperFigure(const std::filesystem::path& file,
                                             const std::vector<PaperFigureEntry>& entries,
                                             const PaperFigureOptions& options,
                                             std::size_t perRow = 1);

}  // namespace sigscope::ui
