#pragma once

#include <filesystem>
#include <vector>

#include "engine/metrics/region.h"

namespace sigscope::study {

/// The boxes of a file in PASCAL VOC's form (.xml), whose corners count from 1 and are inclusive.
/// Throws Error naming the file.
[[nodiscard]] std::vector<metrics::Box> readVocBoxes(const std::filesystem::path& file);

}  // namespace sigscope::study
