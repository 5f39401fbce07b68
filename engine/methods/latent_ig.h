#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Enhanced Integrated Gradients (EIG; Jha et al., 2020): the straight path in the latent space of
/// an autoencoder. docs/theory/latent-paths.md#straight-in-latent-space.
[[nodiscard]] Method enhancedIntegratedGradients();

/// Manifold Integrated Gradients (MIG; Zaher et al., 2024): a geodesic of the decoder's pictures:
/// docs/theory/latent-paths.md#geodesics.
[[nodiscard]] Method manifoldIntegratedGradients();

}  // namespace sigscope::methods
