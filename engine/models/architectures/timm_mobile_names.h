#pragma once

#include <functional>
#include <string>

#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

// timm builds MobileNets and EfficientNets of one kind of stages: conv_stem, blocks.0.0,
// blocks.1.0, …, conv_head. These are torchvision's names of their tensors.

[[nodiscard]] std::string mobilenetV2FromTimm(const std::string& name);
[[nodiscard]] std::string mobilenetV3LargeFromTimm(const std::string& name);
[[nodiscard]] std::string mobilenetV3SmallFromTimm(const std::string& name);

/// Whether it is one without excitations whose third stage has convolutions of 5×5, as an
/// EfficientNet-Lite's: a MobileNet v2's, which has the same names, are of 3×3.
[[nodiscard]] bool isTimmLite(const StateDict& state);
/// Whether its first block has excitations, as an EfficientNet's.
[[nodiscard]] bool excitesFromTheStart(const StateDict& state);

/// Of EfficientNets, v2 and Lite too, whose blocks are told by their tensors: a function that names
/// one of `state`, and is called while that lives.
[[nodiscard]] std::function<std::string(const std::string&)> efficientnetNamesFromTimm(
    const StateDict& state);

}  // namespace sigscope::models
