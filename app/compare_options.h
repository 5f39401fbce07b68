#pragma once

#include <filesystem>
#include <vector>

#include "app/explain_options.h"
#include "engine/api/comparison.h"
#include "ui/render/comparison_view.h"

namespace sigscope::app {

struct CompareOptions {
    std::vector<ComparisonColumn> columns;  ///< What is to be computed, all of one picture.
    Report report = Report::Summary;
    std::vector<std::filesystem::path> outputs;  ///< See ui/render/result_format.h.
    ui::ComparisonView view{};                   ///< Of figures among them.
};

}  // namespace sigscope::app
