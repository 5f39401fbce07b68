#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/api/parameters.h"

namespace sigscope::models {

/// What transformers' preprocessor_config.json says of how pictures become the input. Empty of a
/// processor that does more than resize, crop and normalise; what is not certain is left out.
/// Throws Error for a value that is none.
[[nodiscard]] ParameterValues processorPreprocessing(const nlohmann::json& processor);

/// The same of timm's "pretrained_cfg", an object of its config.json.
[[nodiscard]] ParameterValues timmPreprocessing(const nlohmann::json& published);

}  // namespace sigscope::models
