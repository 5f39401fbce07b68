#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// EfficientNet-B0 to -B7 (Tan and Le, 2019) and EfficientNet v2 S, M and L (2021), keys as in
/// torchvision's state dicts. Which of them it is, is told by the number of blocks and the channels
/// of the last; strides, activations and the batch norms' ε are that member's.
[[nodiscard]] Architecture<Network> efficientNet();

/// Those of timm, of any depth and width: efficientnet_bN, efficientnetv2_… and efficientnet_liteN,
/// each also with TensorFlow's padding and batch norms (tf_…), of which only the name tells
/// (timm_conventions.h).
[[nodiscard]] Architecture<Network> timmEfficientNet();
[[nodiscard]] Architecture<Network> timmEfficientNetV2();
[[nodiscard]] Architecture<Network> timmEfficientNetLite();

/// That of Hugging Face's transformers, of any depth and width: TensorFlow's padding as it is for
/// the input that each member was published with, whatever the input is.
[[nodiscard]] Architecture<Network> huggingFaceEfficientNet();

}  // namespace sigscope::models
