#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

namespace sigscope {

/// f over the plane that a path spans, asked for: docs/theory/paths.md#the-plane-of-a-path.
struct SurfaceRequest {
    /// Picture, model, class, f, one baseline, and the method along whose path the plane is taken:
    /// one whose path is known beforehand, such as "sig".
    ExplainRequest explain;
    int resolution = 41;  ///< Points of the grid across and down.

    bool operator==(const SurfaceRequest&) const = default;
};

inline constexpr int coarsestSurface = 5;  ///< SurfaceRequest::resolution
inline constexpr int finestSurface = 401;
inline constexpr int surfacePathPoints = 65;  ///< At which f is taken along each of the paths.

/// How often f is evaluated for a surface: its grid, and both paths.
[[nodiscard]] constexpr int surfaceEvaluations(int resolution) {
    return resolution * resolution + 2 * surfacePathPoints;
}

/// A part of an axis of the plane, in lengths of x − x′.
struct PlaneRange {
    double low = 0;
    double high = 1;
};

/// A path, projected on the plane: sequences of one length.
struct PlanePath {
    std::string method;             ///< "sig"; "ig" is the straight line.
    std::vector<double> alphas;     ///< Ascending from 0 to 1.
    std::vector<double> f;          ///< On the path itself, not on its projection.
    std::vector<double> along;      ///< u
    std::vector<double> aside;      ///< v
    std::vector<double> distances;  ///< From the plane, in lengths of x − x′.
};

struct Surface {
    std::shared_ptr<const Scene> scene;
    int resolution = 0;
    PlaneRange along;  ///< The columns of the grid, evenly from low to high.
    PlaneRange aside;  ///< Likewise its rows.
    /// f at the grid's points, resolution² of them: row by row, that of aside.low first.
    std::vector<double> f;
    std::vector<PlanePath> paths;  ///< The straight one, and the one that spans the plane.
    double farthestAlpha = 0;      ///< Where that one is farthest from the straight line.
    double distance = 0;           ///< The largest of its distances from the plane.
    int evaluations = 0;
    double seconds = 0;
    std::string recipe;  ///< JSON, of SurfaceRequest::explain.

    [[nodiscard]] double at(int row, int column) const {
        return f[static_cast<std::size_t>(row) * static_cast<std::size_t>(resolution) +
                 static_cast<std::size_t>(column)];
    }
};

}  // namespace sigscope
