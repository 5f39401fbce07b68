#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/models/preprocessing.h"

namespace sigscope::baselines {

/// The baselines with their names, as the catalogue lists them.
[[nodiscard]] std::vector<Choice> baselineChoices();

/// x' of the input `input` [3, H, W] in model space; METHODS.md, "Baselines x'". Throws Error
/// naming those there are.
[[nodiscard]] at::Tensor makeBaseline(const std::string& name, const at::Tensor& input,
                                      const models::Preprocessing& preprocessing);

}  // namespace sigscope::baselines
