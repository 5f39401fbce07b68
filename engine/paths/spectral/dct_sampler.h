#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "engine/paths/path_sampler.h"
#include "engine/paths/spectral/gate.h"

namespace sigscope::paths {

/// The sampler of a DctPath: gates on the coefficients [3, H, W], then the inverse transform by
/// Eigen, one thread. `rows` [H, H] and `columns` [W, W] are the transform's matrices.
[[nodiscard]] std::shared_ptr<const PathSampler> makeDctSampler(const at::Tensor& baseline,
                                                                const at::Tensor& coefficients,
                                                                const at::Tensor& rows,
                                                                const at::Tensor& columns,
                                                                Gate gate);

}  // namespace sigscope::paths
