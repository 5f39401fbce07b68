#pragma once

#include <functional>
#include <string>

#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

// torchvision's names of the tensors of Hugging Face's transformers.

[[nodiscard]] std::string mobilenetV2FromHuggingFace(const std::string& name);

/// Of an EfficientNet, whose blocks they number throughout: a stage ends where the number of
/// channels changes. A function that names a tensor of `state`, and is called while that lives.
[[nodiscard]] std::function<std::string(const std::string&)> efficientnetNamesFromHuggingFace(
    const StateDict& state);

}  // namespace sigscope::models
