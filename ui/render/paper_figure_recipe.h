#pragma once

#include <QByteArray>
#include <vector>

#include "ui/render/paper_figure.h"

namespace sigscope::ui {

/// The recipe of the first explanation with a key `figure`: the kind, its options, and the recipes
/// of all explanations in their order. JSON.
[[nodiscard]] QByteArray figureRecipe(const std::vector<PaperFigureEntry>& entries,
                                      const PaperFigureOptions& options, std::size_t perRow);

/// That of a surface: its own with `figure`, of which the grid's resolution is part.
[[nodiscard]] QByteArray surfaceRecipe(const Surface& surface, const PaperFigureOptions& options);

}  // namespace sigscope::ui
