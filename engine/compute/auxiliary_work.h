#pragma once

#include <optional>

#include "engine/compute/compute_context.h"
#include "engine/compute/cost_model.h"
#include "engine/methods/method.h"

namespace sigscope::compute {

/// What the autoencoder or the diffusion model that a method asks for does, read from its file;
/// nothing if it asks for none. `problem` must outlive it. Throws Error.
[[nodiscard]] std::optional<AuxiliaryWork> auxiliaryWorkOf(
    const methods::ResourceEstimate& estimate, const Problem& problem, ComputeContext& context);

}  // namespace sigscope::compute
