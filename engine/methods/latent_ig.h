#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Enhanced Integrated Gradients (EIG; Jha et al., 2020): the straight path in the latent space of
/// an autoencoder. METHODS.md, "Latent paths".
[[nodiscard]] Method enhancedIntegratedGradients();

/// Manifold Integrated Gradients (MIG; Zaher et al., 2024): a geodesic of the decoder's pictures.
[[nodiscard]] Method manifoldIntegratedGradients();

}  // namespace sigscope::methods
