#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/recipe.h"
#include "ui/render/figure_view.h"

namespace sigscope::app {

/// How `sigscope explain` reports to standard output.
enum class Report {
    Summary,  ///< A few lines for a person; with -o the files that were written.
    Json,     ///< One JSON object, on a line of its own for each of several pictures.
};

/// In an output's name: where the picture's name stands, without its ending.
inline constexpr const char* outputNamePlaceholder = "{name}";

/// What files hold of the path of a result.
enum class KeptPath {
    Curves,  ///< α, f and ΣA.
    Maps,    ///< And maps along it, so that the window scrubs it without computing.
};

struct ExplainOptions {
    ExplainRequest request;  ///< Its picture may be a folder, which means the pictures in it.
    std::vector<std::filesystem::path> moreImages{};  ///< Further pictures and folders.
    Report report = Report::Summary;
    std::optional<Recipe> recipe;  ///< What `request` began with; its files are still to be found.
    std::vector<std::filesystem::path> outputs;  ///< See ui/render/result_format.h; with {name}.
    ui::FigureView view{};                       ///< Of figures among them.
    KeptPath keptPath = KeptPath::Curves;
};

}  // namespace sigscope::app
