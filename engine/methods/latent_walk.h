#pragma once

#include <ATen/core/Tensor.h>

#include "engine/schedule/turn.h"

namespace sigscope::methods {

/// How latent elements move to where they end.
enum class LatentMove {
    Spherical,  ///< Along the arc between the two vectors, of those elements that move.
    Linear,
};

struct LatentWalkSettings {
    int steps = 200;         ///< Points, both ends included.
    double fraction = 0.05;  ///< Of the elements that move at once: the published settings'.
    LatentMove move = LatentMove::Spherical;
    schedule::Turn turn{};
};

/// The steps of Guided IG on latent points, from z to z*: those elements move first whose gradients
/// are smallest. Each step ends at an equal share of ‖z* − z‖₁.
/// docs/theory/latent-paths.md#guided-in-latent-space.
class LatentWalk {
public:
    LatentWalk(const at::Tensor& begin, const at::Tensor& end, const LatentWalkSettings& settings);

    /// Point k + 1 from point k and ∂f/∂z there, of any shape. Once it is stopped, any point.
    [[nodiscard]] at::Tensor next(const at::Tensor& point, const at::Tensor& gradient, int k) const;

    /// The share of elements that have arrived at z*, in [0, 1].
    [[nodiscard]] double arrived(const at::Tensor& point) const;

private:
    [[nodiscard]] at::Tensor hasArrived(const at::Tensor& point) const;
    /// The share `share` of the way of the elements `chosen` [n].
    [[nodiscard]] at::Tensor moved(const at::Tensor& chosen, const at::Tensor& ends,
                                   double share) const;
    [[nodiscard]] double distance(const at::Tensor& point) const;

    at::Tensor m_end;
    LatentWalkSettings m_settings;
    double m_total;  ///< ‖z* − z‖₁
};

}  // namespace sigscope::methods
