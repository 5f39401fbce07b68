#pragma once

#include <string>
#include <vector>

#include "engine/models/weights/state_dict.h"

namespace sigscope::testing {

/// How an AutoencoderKL's tensors are called.
enum class KlLayout { Original, WholeModel, Diffusers, OldDiffusers };

/// A small AutoencoderKL of made-up weights: 32 channels at the finest level, 64 at the coarser
/// one, one block a level (two in the decoder), 4 latent channels. The values are the same in every
/// layout. float64.
[[nodiscard]] models::StateDict klWeights(KlLayout layout);

/// What klWeights() calls the tensor that the original checkpoints call `original`.
[[nodiscard]] std::string klName(const std::string& original, KlLayout layout);

}  // namespace sigscope::testing
