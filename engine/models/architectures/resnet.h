#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// ResNet-18, -34, -50, -101 and -152 (He et al., 2016; the stride of a bottleneck in its 3×3
/// convolution unless Caffe's strides are asked for), those of other depths, Wide ResNet and
/// ResNeXt, keys as in torchvision's state dicts, "shortcut" for "downsample" too. The first
/// convolution may be of any odd size.
[[nodiscard]] Architecture<Network> resNet();

/// The same with the last layer called "linear", as in kuangliu's pytorch-cifar.
[[nodiscard]] Architecture<Network> linearResNet();

/// The same with the names of Hugging Face's ResNetForImageClassification.
[[nodiscard]] Architecture<Network> huggingFaceResNet();

}  // namespace sigscope::models
