#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Manifold-guided IG (MA-GIG; Kim et al., 2026): Guided IG in the latent space of an autoencoder.
/// docs/theory/latent-paths.md#guided-in-latent-space.
[[nodiscard]] Method manifoldGuidedIntegratedGradients();

}  // namespace sigscope::methods
