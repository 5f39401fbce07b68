#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// ResNet-20, -32, -44, -56, -110 and the others of 6n + 2 layers for pictures of 32 pixels (He et
/// al., 2016, section 4.2): a stem of 3×3 that keeps the size, three stages of n blocks, the last
/// two of which halve; shortcuts that change the shape are convolutions of 1×1. Of any width. Names
/// as torchvision has them of its ResNets, as in chenyaofo's pytorch-cifar-models; "shortcut" for
/// "downsample" too.
[[nodiscard]] Architecture<Network> cifarResNet();

/// The same with the last layer called "linear", as in akamaster's pytorch_resnet_cifar10: there a
/// shortcut without tensors is BareShortcut::ZeroChannels.
[[nodiscard]] Architecture<Network> linearCifarResNet();

}  // namespace sigscope::models
