#pragma once

#include <filesystem>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "ui/render/figure_view.h"

namespace sigscope::app {

/// Whether all of `outputs` can be written: known endings, and see checkWritable. Asked before
/// anything is computed; leaves nothing behind. No output may replace a file that `request` reads.
[[nodiscard]] Outcome<Done> checkOutputs(const std::vector<std::filesystem::path>& outputs,
                                         const ExplainRequest& request, const Catalogue& catalogue);

/// Writes what the file's ending says, whole or not at all; `view` is for figures.
[[nodiscard]] Outcome<Done> writeOutput(const std::filesystem::path& file,
                                        const Explanation& explanation, ui::FigureView view);

/// Prints the name of a file that was written. What went to a pipe is nowhere, and standard output
/// may be that pipe.
void printWritten(const std::filesystem::path& file);

}  // namespace sigscope::app
