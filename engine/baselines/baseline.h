#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/models/preprocessing.h"

namespace sigscope::baselines {

/// The baselines with their names, as the catalogue lists them.
[[nodiscard]] std::vector<Choice> baselineChoices();

/// Whether `text` is one of their names or a colour; else it is a picture's file. Throws Error for
/// what begins like a colour and is none.
[[nodiscard]] bool isNameOrColour(const std::string& text);

/// x' of the input `input` [3, H, W] in model space; docs/theory/README.md#baselines. `seed` is
/// that of noise: the same on every device. Throws Error naming those there are.
[[nodiscard]] at::Tensor makeBaseline(const std::string& nameOrColour, const at::Tensor& input,
                                      const models::Preprocessing& preprocessing,
                                      std::int64_t seed = 0);

}  // namespace sigscope::baselines
