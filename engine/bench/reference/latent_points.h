#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/bench/reference/pace.h"
#include "engine/methods/geodesic.h"
#include "engine/problem/problem.h"

namespace sigscope::bench {

/// The points [1, 3, H, W] of EIG, decoded one at a time; fewer if `pace` says so.
[[nodiscard]] std::vector<at::Tensor> straightLatentPoints(const Problem& problem,
                                                           const paths::LatentSpace& space,
                                                           int count, const Pace& pace);

/// The points of MIG. Each visit of a point, to add up the energy or to move it, decodes it and
/// both its neighbours and takes one vector-Jacobian product.
[[nodiscard]] std::vector<at::Tensor> geodesicPoints(const Problem& problem,
                                                     const paths::LatentSpace& space,
                                                     const methods::GeodesicSettings& settings,
                                                     const Pace& pace);

}  // namespace sigscope::bench
