#pragma once

#include <vector>

#include "engine/models/architectures/architecture.h"
#include "engine/models/autoencoder.h"
#include "engine/models/denoiser.h"
#include "engine/models/network.h"

namespace sigscope::models {

/// All families of classifiers, hidden ones included. A new one is a file pair and a line here.
[[nodiscard]] const std::vector<Architecture<Network>>& networkArchitectures();

/// All families of autoencoders, hidden ones included.
[[nodiscard]] const std::vector<Architecture<Autoencoder>>& autoencoderArchitectures();

/// All families of diffusion models, hidden ones included.
[[nodiscard]] const std::vector<Architecture<Denoiser>>& denoiserArchitectures();

}  // namespace sigscope::models
