#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/paths/path.h"

namespace sigscope::paths {

/// Where a point lies, in lengths of x − x′: docs/theory/paths.md#the-plane-of-a-path.
struct PlanePosition {
    double along = 0;     ///< u: 0 at x′, 1 at x.
    double aside = 0;     ///< v: square to that, within the plane.
    double distance = 0;  ///< From the plane, at least 0.
};

/// The plane through x′, x and that point of a path which is farthest from the straight line
/// between them. In float64, whatever the tensors are.
class PathPlane {
public:
    /// x′ and x are [3, H, W]; the path is looked at where `alphas`, at least one, say. Throws
    /// Error where x is x′, and where all of these points are on the line.
    PathPlane(const at::Tensor& baseline, const at::Tensor& input, const Path& path,
              const std::vector<double>& alphas);

    /// Where on the path the farthest point is.
    [[nodiscard]] double farthestAlpha() const { return m_farthestAlpha; }

    [[nodiscard]] std::vector<PlanePosition> positions(const Path& path,
                                                       const std::vector<double>& alphas) const;

    /// The points at (u, v) = (along[k], aside[k]): [N, 3, H, W], with dtype and device of x.
    [[nodiscard]] at::Tensor points(const std::vector<double>& along,
                                    const std::vector<double>& aside) const;

private:
    /// Of one point, flat: what is left of it beside the straight line.
    [[nodiscard]] at::Tensor besideLine(const at::Tensor& point) const;
    [[nodiscard]] PlanePosition position(const at::Tensor& point) const;

    at::Tensor m_input;      ///< x, as it was given.
    at::Tensor m_baseline;   ///< x′, flat; as the next two float64 on the CPU.
    at::Tensor m_delta;      ///< Δ = x − x′.
    at::Tensor m_direction;  ///< Square to Δ, of length 1.
    double m_length = 0;     ///< ‖Δ‖₂
    double m_farthestAlpha = 0;
};

}  // namespace sigscope::paths
