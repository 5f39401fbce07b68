#pragma once

#include <string>

#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

// timm builds MobileNets and EfficientNets of one kind of stages: conv_stem, blocks.0.0,
// blocks.1.0, …, conv_head. These are torchvision's names of their tensors.

[[nodiscard]] std::string efficientnetFromTimm(const std::string& name);
[[nodiscard]] std::string mobilenetV2FromTimm(const std::string& name);
[[nodiscard]] std::string mobilenetV3LargeFromTimm(const std::string& name);
[[nodiscard]] std::string mobilenetV3SmallFromTimm(const std::string& name);

/// Of timm's networks that were not trained with TensorFlow.
inline constexpr double timmBatchNormEpsilon = 1e-5;

/// Throws Error naming the file unless timm calls the network `published` by `family` and a number,
/// "efficientnet_b" and 0, which may be followed by a tag, ".ra_in1k". Others of its networks
/// (tf_…) have the same tensors and compute otherwise.
void requireTimmName(const StateDict& state, const std::string& published,
                     const std::string& family);

}  // namespace sigscope::models
