#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/recipe.h"
#include "ui/figure/figure_view.h"

namespace sigscope::app {

/// How `sigscope explain` reports to standard output.
enum class Report {
    Summary,  ///< A few lines for a person; with -o the files that were written.
    Json,     ///< One JSON object.
};

struct ExplainOptions {
    ExplainRequest request;
    Report report = Report::Summary;
    std::optional<Recipe> recipe;  ///< What `request` began with; its files are still to be found.
    std::vector<std::filesystem::path> outputs;  ///< See ui/figure/result_format.h.
    ui::FigureView view{};                       ///< Of figures among them.
};

}  // namespace sigscope::app
