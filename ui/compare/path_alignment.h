#pragma once

#include <memory>

#include "engine/api/path_trace.h"
#include "ui/render/pace.h"

namespace sigscope::ui {

/// What paths that are shown beside each other have in common at one moment.
enum class Alignment {
    Alpha,   ///< α.
    Length,  ///< The share of the path's length that was gone, as PathLength measures it.
    Change,  ///< The share of Σ|Δf| between the path's nodes that has happened.
};

/// Where a path is once a share of it has passed.
class PathAlignment {
public:
    /// By length it takes as many frames as PathLength does; `trace` is not null.
    PathAlignment(const std::shared_ptr<const PathTrace>& trace, Alignment alignment);

    /// α in [0, 1] at `share` in [0, 1]; 1 at 1. Where nothing happens for a while, its end.
    [[nodiscard]] double alphaAt(double share) const;

private:
    PathPace m_pace;
};

}  // namespace sigscope::ui
