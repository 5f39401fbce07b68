#pragma once

#include <filesystem>
#include <vector>

#include "app/explain_options.h"
#include "engine/api/evaluation.h"

namespace sigscope::app {

struct EvaluateOptions {
    EvaluationRequest request;  ///< Its maps' requests are still to be found where they are empty.
    Report report = Report::Summary;
    std::vector<std::filesystem::path> outputs;  ///< Tables: .csv, .md, .tex, .html, .svg.
};

}  // namespace sigscope::app
