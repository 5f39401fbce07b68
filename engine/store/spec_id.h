#pragma once

#include <string>

#include "engine/api/spec_id.h"

namespace sigscope::store {

/// The canonical JSON of what a recipe (recipe.h) asks for: keys sorted, each number in one form;
/// without names of files and classes, and of the section "run" only what was declared. Throws
/// Error with the reason alone: no JSON, or no object.
[[nodiscard]] std::string canonicalSpec(const std::string& recipe);

/// Its SHA-256. Throws Error likewise.
[[nodiscard]] SpecId specIdOf(const std::string& recipe);

}  // namespace sigscope::store
