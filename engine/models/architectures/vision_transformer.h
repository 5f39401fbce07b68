#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// ViT: patches and a class token, blocks of self-attention and of two linear layers, each after a
/// layer norm; the logits are linear in the class token. Of any depth and patch, for the one input
/// size that its positions are for. The number of heads is what the publisher says, else follows
/// from the width as it was published: no tensor tells it. Tensors as torchvision names them.
/// Source: Dosovitskiy et al., "An Image is Worth 16x16 Words", ICLR 2021.
[[nodiscard]] Architecture<Network> visionTransformer();

/// The same with timm's names.
[[nodiscard]] Architecture<Network> timmVisionTransformer();

/// The same with the names of Hugging Face's ViTForImageClassification.
[[nodiscard]] Architecture<Network> huggingFaceVisionTransformer();

}  // namespace sigscope::models
