#pragma once

#include <filesystem>
#include <string>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"

namespace sigscope {

/// The curves as CSV: `alpha,f,accumulated_sum`, one row for each node, numbers that read back as
/// they were; before that the recipe in lines that begin with "# ". The sum is left empty where a
/// method has none.
[[nodiscard]] std::string curvesText(const Explanation& explanation);

/// What a method without a path finds beside its map as CSV: `name,index,value`, a row for each
/// number; before that the recipe likewise.
[[nodiscard]] std::string sideNumbersText(const Explanation& explanation);

/// Writes the curves, or what there is instead without a path, whole or not at all. Fails where
/// there is neither.
[[nodiscard]] Outcome<Done> writeCurves(const std::filesystem::path& file,
                                        const Explanation& explanation);

}  // namespace sigscope
