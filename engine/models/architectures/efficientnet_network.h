#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/weight_source.h"
#include "engine/models/network.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// The strides of the stages' first blocks; all others have 1. The first stage is features.1.
inline constexpr std::array<std::int64_t, 7> efficientnetStrides{1, 2, 2, 2, 1, 2, 1};

/// What the tensors of an EfficientNet tell, by torchvision's names.
struct EfficientnetShape {
    std::vector<std::size_t> depths;  ///< How many blocks each stage has, the first one's first.
    std::size_t blocks = 0;           ///< Of all stages.
    std::int64_t lastChannels = 0;    ///< Of the last block; 0 if it is not told.
};
[[nodiscard]] EfficientnetShape efficientnetShape(const StateDict& state);

/// Throws Error naming the file if it has more stages than there are strides for, or a tensor is
/// missing or wrong. `activation` follows all convolutions but projections.
[[nodiscard]] std::unique_ptr<Network> buildEfficientnet(const WeightSource& weights,
                                                         Activation activation,
                                                         const Conventions& conventions);

}  // namespace sigscope::models
