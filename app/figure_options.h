#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "engine/api/comparison.h"
#include "engine/api/surface.h"
#include "ui/render/paper_figure.h"

namespace sigscope::app {

struct FigureOptions {
    std::vector<ComparisonColumn> columns;  ///< What is to be computed, row by row: the methods.
    std::optional<SurfaceRequest> surface;  ///< Instead of these, where the figure is of one.
    std::size_t perRow = 1;                 ///< Methods.
    ui::PaperFigureOptions figure{};
    std::vector<std::filesystem::path> outputs;  ///< .svg, .pdf or .png; at least one.
};

}  // namespace sigscope::app
