#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// MobileNet v2 (Sandler et al., 2018) of any width, keys as in torchvision's state dicts.
[[nodiscard]] Architecture<Network> mobileNetV2();

/// The same with timm's names (timm_mobile_names.h).
[[nodiscard]] Architecture<Network> timmMobileNetV2();

/// That of Hugging Face's transformers, with TensorFlow's padding and batch norms unless its
/// config.json says otherwise.
[[nodiscard]] Architecture<Network> huggingFaceMobileNetV2();

}  // namespace sigscope::models
