#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// ConvNeXt (Liu et al., 2022) of any depth and width, keys as in torchvision's state dicts: tiny,
/// small, base and large are told by both. It does not describe itself as layers: no backward rule
/// is known for its layer norms.
[[nodiscard]] Architecture<Network> convNeXt();

/// The same with timm's names.
[[nodiscard]] Architecture<Network> timmConvNeXt();

/// The same with the names of Hugging Face's ConvNextForImageClassification.
[[nodiscard]] Architecture<Network> huggingFaceConvNeXt();

}  // namespace sigscope::models
