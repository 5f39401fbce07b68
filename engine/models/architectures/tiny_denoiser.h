#pragma once

#include "engine/models/architectures/architecture.h"
#include "engine/models/denoiser.h"

namespace sigscope::models {

/// The tests' network in place of a U-Net, with the golden arrays' weights: conv₂(tanh(conv₁ x +
/// time e)), e = cos and sin of t·10000^(−i/8), i < 8.
[[nodiscard]] Architecture<Denoiser> tinyDenoiser();

}  // namespace sigscope::models
