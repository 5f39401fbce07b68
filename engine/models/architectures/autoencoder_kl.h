#pragma once

#include "engine/models/architectures/architecture.h"
#include "engine/models/autoencoder.h"

namespace sigscope::models {

/// The autoencoder of latent-diffusion models (AutoencoderKL; Rombach et al., 2022), in diffusers'
/// and in the original checkpoints' names (KlNames), alone or within a whole model. Its own images
/// lie in [−1, 1]. Numbers of levels, of blocks and of channels follow from the tensors.
///
/// The factor that latent-diffusion models scale z with is not needed: the paths are made in z as
/// the encoder gives it, and a straight line stays one, point by point, when all of z is scaled.
[[nodiscard]] Architecture<Autoencoder> autoencoderKl();

}  // namespace sigscope::models
