#pragma once

#include <filesystem>
#include <vector>

#include "engine/api/comparison.h"
#include "ui/compare/path_alignment.h"
#include "ui/film/film_options.h"
#include "ui/render/comparison_view.h"

namespace sigscope::app {

struct AnimateOptions {
    /// What is to be computed, with the paths' traces: one for the film of a path, several for that
    /// of a grid of maps.
    std::vector<ComparisonColumn> columns;
    ui::FilmOptions film{};
    ui::ComparisonView view{};                       ///< Of a grid.
    ui::Alignment alignment = ui::Alignment::Alpha;  ///< Of a grid's paths.
    std::vector<std::filesystem::path> outputs;      ///< See ui/film/film_format.h; at least one.

    [[nodiscard]] bool isGrid() const { return columns.size() > 1; }
};

}  // namespace sigscope::app
