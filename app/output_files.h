#pragma once

#include <filesystem>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"

namespace sigscope::app {

/// Whether all of `outputs` can be written: known endings, folders that exist and can be written
/// to. Asked before anything is computed; leaves nothing behind. `image` is the picture to explain,
/// which no output may replace.
[[nodiscard]] Outcome<Done> checkOutputs(const std::vector<std::filesystem::path>& outputs,
                                         const std::filesystem::path& image);

/// Writes .npz (arrays) or .png (figure), whole or not at all.
[[nodiscard]] Outcome<Done> writeOutput(const std::filesystem::path& file,
                                        const Explanation& explanation);

}  // namespace sigscope::app
