#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "engine/api/request_field.h"
#include "engine/store/recipe_section.h"

namespace sigscope::store {

[[nodiscard]] nlohmann::ordered_json parameterJson(const ParameterValue& value);

/// Writes the fields that a recipe has as the request has them: RecipeForm::Value and
/// UnlessDefault.
void writeFields(const std::vector<RequestField>& fields, const ExplainRequest& request,
                 nlohmann::ordered_json& recipe);

/// Reads them. Which of them the recipe has to have may depend on what `request` has been given
/// already: its baselines. Throws Error naming the key.
void readFields(const std::vector<RequestField>& fields, const RecipeSection& recipe,
                ExplainRequest& request);

/// The keys of the recipe itself that fields have, of whatever form.
[[nodiscard]] std::set<std::string> keysOf(const std::vector<RequestField>& fields);

/// The value of a parameter as recipes have it. Throws Error naming it and its range.
[[nodiscard]] ParameterValue parameterOf(const RecipeSection& section, const ParameterSpec& spec,
                                         const std::string& key);

}  // namespace sigscope::store
