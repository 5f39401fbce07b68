#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/api/recipe.h"

namespace sigscope::store {

/// Reads what makeRecipe (recipe.h) wrote. Throws Error that names `source` and the key: what is
/// no JSON, of another version, unknown, missing, of the wrong kind or out of range.
[[nodiscard]] Recipe parseRecipe(const std::string& text, const std::filesystem::path& source,
                                 const Catalogue& catalogue);

/// The JSON of a recipe, unchecked but for its size and depth. Throws Error with the reason alone.
[[nodiscard]] nlohmann::json recipeJson(const std::string& text);

}  // namespace sigscope::store
