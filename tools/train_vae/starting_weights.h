#pragma once

#include <ATen/core/Generator.h>

#include "engine/models/weights/state_dict.h"
#include "tools/train_vae/photographs.h"

namespace sigscope::tools {

/// How large a compact autoencoder is (CompactVae).
struct VaeSize {
    int latents = 24;   ///< Channels of a latent point: 8 values of a picture for each.
    int fine = 48;      ///< Channels where a point covers 4 × 4 pixels.
    int coarse = 96;    ///< Channels where it covers 8 × 8.
    int blocksIn = 2;   ///< Coarse residual blocks of the encoder.
    int blocksOut = 3;  ///< Of the decoder, which has the harder part.
};

/// The weights that training begins with: the linear maps are the principal components of the
/// photographs' patches, scaled to unit variance, which is the best that linear maps can do; the
/// networks beside them are random and quiet.
[[nodiscard]] models::StateDict startingWeights(const VaeSize& size, const Photographs& photographs,
                                                const at::Generator& random);

}  // namespace sigscope::tools
