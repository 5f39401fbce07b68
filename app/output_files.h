#pragma once

#include <filesystem>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "ui/figure/figure_view.h"

namespace sigscope::app {

/// Whether all of `outputs` can be written: known endings, folders that exist and can be written
/// to. Asked before anything is computed; leaves nothing behind. No output may replace a file that
/// `request` reads.
[[nodiscard]] Outcome<Done> checkOutputs(const std::vector<std::filesystem::path>& outputs,
                                         const ExplainRequest& request, const Catalogue& catalogue);

/// Whether a file can be written there: no folder itself, and in one that can be written to.
[[nodiscard]] Outcome<Done> checkWritable(const std::filesystem::path& file);

/// Writes what the file's ending says, whole or not at all; `view` is for figures.
[[nodiscard]] Outcome<Done> writeOutput(const std::filesystem::path& file,
                                        const Explanation& explanation, ui::FigureView view);

}  // namespace sigscope::app
