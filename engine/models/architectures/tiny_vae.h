#pragma once

#include "engine/models/architectures/architecture.h"
#include "engine/models/autoencoder.h"

namespace sigscope::models {

/// The small autoencoder of the tests: encode(x) = enc(2x − 1), a convolution 4×4 with stride 4,
/// 3→4; decode(z) = sigmoid(dec2(tanh(dec1(z)))), dec1 its transposed counterpart 4→8, dec2 a
/// convolution 3×3 with padding 1, 8→3.
[[nodiscard]] Architecture<Autoencoder> tinyVae();

}  // namespace sigscope::models
