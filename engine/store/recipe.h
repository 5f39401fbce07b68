#pragma once

#include <string>

#include "engine/api/request_field.h"
#include "engine/compute/file_inputs.h"
#include "engine/compute/preparation.h"
#include "engine/methods/method.h"

namespace sigscope::store {

/// What every recipe begins with; a version that an older program would misread gets a new number.
inline constexpr const char* recipeSchema = "sigscope-recipe";
inline constexpr int recipeVersion = 1;

/// What a run depended on, as JSON: the request with every parameter spelt out, files by name and
/// SHA-256, and of the circumstances those that differingCircumstances() compares.
[[nodiscard]] std::string makeRecipe(const std::vector<RequestField>& fields,
                                     const ExplainRequest& request, const MethodSpec& method,
                                     const compute::Preparation& preparation,
                                     const integration::BatchSizer& batches,
                                     const std::vector<compute::AuxiliaryFile>& auxiliaryFiles);

/// `recipe` with the circumstances of another one in place of its own.
[[nodiscard]] std::string withCircumstancesOf(const std::string& recipe, const std::string& other);

}  // namespace sigscope::store
