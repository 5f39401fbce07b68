#pragma once

#include <string>

#include "engine/api/recipe.h"

namespace sigscope::run {

/// Reads what makeRecipe (recipe.h) wrote. Throws Error that names `source` and the key: what is
/// no JSON, of another version, unknown, missing, of the wrong kind or out of range.
[[nodiscard]] Recipe parseRecipe(const std::string& text, const std::filesystem::path& source,
                                 const Catalogue& catalogue);

}  // namespace sigscope::run
