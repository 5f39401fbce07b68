#pragma once

#include <filesystem>
#include <vector>

#include "engine/api/explain_request.h"
#include "ui/film/film_options.h"

namespace sigscope::app {

struct AnimateOptions {
    ExplainRequest request;  ///< With the path's trace.
    ui::FilmOptions film{};
    std::vector<std::filesystem::path> outputs;  ///< See ui/film/film_format.h; at least one.
};

}  // namespace sigscope::app
