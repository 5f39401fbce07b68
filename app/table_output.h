#pragma once

#include <filesystem>
#include <vector>

#include "engine/api/outcome.h"
#include "engine/api/table.h"

namespace sigscope::app {

/// Fails unless each of `files` is called as a table is (.csv, .md, .tex, .html) and can be
/// written.
[[nodiscard]] Outcome<Done> checkTableOutputs(const std::vector<std::filesystem::path>& files);

/// Writes the table as the ending of `file` says, whole or not at all.
[[nodiscard]] Outcome<Done> writeTable(const std::filesystem::path& file, const Table& table);

/// The table for a terminal: columns below each other.
[[nodiscard]] std::string alignedText(const Table& table);

}  // namespace sigscope::app
