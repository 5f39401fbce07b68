#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "engine/paths/path_sampler.h"
#include "engine/paths/spectral/spectral_path.h"

namespace sigscope::paths {

/// The sampler of a SpectralPath: γ(α) from the singular components by Eigen, one thread.
[[nodiscard]] std::shared_ptr<const PathSampler> makeSvdSampler(
    const at::Tensor& baseline, const SingularComponents& components, Gate gate);

}  // namespace sigscope::paths
