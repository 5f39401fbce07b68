#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "engine/compute/cost.h"

namespace sigscope::compute {

/// Counted costs by their keys, as an earlier process left them in `file`. Counts of another
/// program, LibTorch or kind of processor are no counts of this one: then, and where the file is
/// absent or damaged, there are none.
[[nodiscard]] std::map<std::string, Cost> readCosts(const std::filesystem::path& file);

/// Leaves `costs` in `file`, whole, beside those that another process left there meanwhile. A
/// folder that cannot be written to is no reason to stop: then they are counted again next time.
void writeCosts(const std::filesystem::path& file, std::map<std::string, Cost> costs);

}  // namespace sigscope::compute
