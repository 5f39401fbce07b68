#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

/// ViT: patches and a class token, blocks of self-attention and of two linear layers, each after a
/// layer norm; the logits are linear in the class token. A distilled one (DeiT; Touvron et al.,
/// ICML 2021) has a second token, and if that has a linear layer too, the mean of both is the
/// logits. Of any depth and patch, for the one input size that its positions are for. The number of
/// heads is what the publisher says, else follows from the width as it was published: no tensor
/// tells it. Tensors as torchvision names them. Source: Dosovitskiy et al., "An Image is Worth
/// 16x16 Words", ICLR 2021.
[[nodiscard]] Architecture<Network> visionTransformer();

/// The same with timm's names.
[[nodiscard]] Architecture<Network> timmVisionTransformer();

/// The same with the names of Hugging Face's ViTForImageClassification.
[[nodiscard]] Architecture<Network> huggingFaceVisionTransformer();

/// With those of DeiTForImageClassification, whose second token is not classified.
[[nodiscard]] Architecture<Network> huggingFaceDeit();

/// With those of DeiTForImageClassificationWithTeacher.
[[nodiscard]] Architecture<Network> huggingFaceDistilledDeit();

}  // namespace sigscope::models
