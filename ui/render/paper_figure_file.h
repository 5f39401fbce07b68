#pragma once

#include <QByteArray>
#include <filesystem>

#include "engine/api/outcome.h"
#include "ui/render/figure_format.h"
#include "ui/render/paper_figure.h"

namespace sigscope::ui {

/// The whole file. Inside are the figure's recipe, where engine/api/recipe.h says, and what it
/// shows (figure_contents.h). Needs a QApplication, and its thread.
[[nodiscard]] QByteArray paperFigureBytes(const PaperFigure& figure, const PrintOptions& print,
                                          FigureFormat format);

/// Writes that as .svg, .pdf or else .png, by the file's ending, whole or not at all.
[[nodiscard]] Outcome<Done> writePaperFigure(const std::filesystem::path& file,
                                             const PaperFigure& figure, const PrintOptions& print);

}  // namespace sigscope::ui
