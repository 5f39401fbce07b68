#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

#include "engine/paths/latent_path.h"

namespace sigscope::methods {

struct GeodesicSettings {
    int points = 129;               ///< Ends included.
    double learningRate = 5e-5;     ///< The published program's.
    int sweeps = 2;                 ///< The published program's.
    double energyTolerance = 1000;  ///< ε: the published program's.
};

/// The latent points [n, C, h, w] of a discrete geodesic between two latent points: those of the
/// straight line, moved against η_i = −Jᵀ(z_i)·(dec(z_{i+1}) − 2dec(z_i) + dec(z_{i−1}))/dt, one
/// after the other, so that each sees its moved predecessor; a sweep is not begun when Σ‖η‖² < ε.
/// Calls `proceed(step, total)` before every point, moved or measured, and stops when it says no:
/// then the result is undefined. `total` falls when the search ends early.
[[nodiscard]] at::Tensor geodesic(const paths::LatentSpace& space, const at::Tensor& from,
                                  const at::Tensor& to, const GeodesicSettings& settings,
                                  const std::function<bool(int, int)>& proceed);

}  // namespace sigscope::methods
