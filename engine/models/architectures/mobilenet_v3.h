#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// MobileNet v3, small and large (Howard et al., 2019), of any width, keys as in torchvision's
/// state dicts. Which of the two it is, is told by the number of blocks; their strides and
/// activations are the published ones, kernels and squeeze and excitation those of the weights.
[[nodiscard]] Architecture<Network> mobileNetV3();

/// The same with timm's names, which its networks with TensorFlow's padding (tf_…) have too
/// (timm_conventions.h). The blocks tell the sizes apart.
[[nodiscard]] Architecture<Network> timmMobileNetV3Large();
[[nodiscard]] Architecture<Network> timmMobileNetV3Small();

}  // namespace sigscope::models
