#pragma once

#include <cstdint>
#include <string>

#include "engine/models/architectures/architecture.h"
#include "engine/models/network.h"

namespace sigscope::models {

/// EfficientNet-Lite0 to Lite4, with the tensors' names of the published PyTorch weights
/// (_conv_stem, _blocks.N._expand_conv, ...): inverted residual blocks without squeeze-and-excite,
/// ReLU6, padding as TensorFlow's "same", batch norm with ε = 1e-3.
/// Source: https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite
[[nodiscard]] Architecture<Network> efficientNetLite();

/// "EfficientNet-Lite0" of so many blocks, the last one of so many channels; empty if none is so.
[[nodiscard]] std::string efficientnetLiteTitle(std::size_t blocks, std::int64_t lastChannels);

}  // namespace sigscope::models
