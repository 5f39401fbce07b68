#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "engine/api/region.h"

namespace sigscope {

/// The curves as CSV: `alpha,f,accumulated_sum`, one row for each node, numbers that read back as
/// they were; before that the recipe in lines that begin with "# ". The sum is left empty where a
/// method has none. For each region two columns more: Σ of A inside it up to
/// the node, `sum_NAME_xX_yY_WxH`, empty without a trace and where it does not lie in the map; and
/// `filled_NAME`, its f when it is filled with the baseline, the same in each row, empty where that
/// is not known. With a trace this evaluates a frame for each node.
[[nodiscard]] std::string curvesText(const Explanation& explanation,
                                     const std::vector<MarkedRegion>& regions = {});

/// What a method without a path finds beside its map as CSV: `name,index,value`, a row for each
/// number; before that the recipe likewise.
[[nodiscard]] std::string sideNumbersText(const Explanation& explanation);

/// Writes the curves, or what there is instead without a path, whole or not at all. Fails where
/// there is neither.
[[nodiscard]] Outcome<Done> writeCurves(const std::filesystem::path& file,
                                        const Explanation& explanation,
                                        const std::vector<MarkedRegion>& regions = {});

}  // namespace sigscope
