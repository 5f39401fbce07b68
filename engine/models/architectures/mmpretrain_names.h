#pragma once

#include "engine/models/architectures/architecture.h"

namespace sigscope::models {

// Networks of OpenMMLab's MMPretrain (formerly MMClassification): a backbone.* whose features,
// pooled where they are maps, go to one linear layer. What lies between without tensors, no file
// tells: Variant::note says what it is taken for.

/// ResNet, its Wide and ResNeXt relatives: resnet.h.
[[nodiscard]] Architecture<Network> mmpretrainResNet();

/// convnext.h.
[[nodiscard]] Architecture<Network> mmpretrainConvNeXt();

/// vision_transformer.h. Its own "small" of 8 blocks of width 768 has 8 heads.
[[nodiscard]] Architecture<Network> mmpretrainVisionTransformer();

}  // namespace sigscope::models
