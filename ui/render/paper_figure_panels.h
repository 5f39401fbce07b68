#pragma once

#include <cstddef>
#include <vector>

#include "ui/render/paper_figure.h"

namespace sigscope::ui {

/// What is in which row and column of a figure of entries, and on which scales. No surface; any
/// thread.
[[nodiscard]] GridContent figureGridOf(const std::vector<PaperFigureEntry>& entries,
                                       const PaperFigureOptions& options, std::size_t perRow);

}  // namespace sigscope::ui
