#pragma once

#include <QString>
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

/// How it is said where paths are that lie beside each other: "α 0.250", "length 0.250".
[[nodiscard]] QString shareText(Alignment alignment, double share);

/// Where a path is once a share of it has passed.
class PathAlignment {
public:
    /// By length it takes as many frames as PathLength does; `trace` is not null.
    PathAlignment(const std::shared_ptr<const PathTrace>& trace, Alignment alignment);

    /// α in [0, 1] at `share` in [0, 1]; 1 at 1. Where nothing happens for a while, its end.
    [[nodiscard]] double alphaAt(double share) const;

    /// The share in [0, 1] that has passed at `alpha`.
    [[nodiscard]] double shareAt(double alpha) const { return m_pace.timeAt(alpha); }

private:
    PathPace m_pace;
};

/// paceByChange() of a path whose place is told by the share of it that has passed: which share is
/// shown at which time. Takes as many frames.
[[nodiscard]] PathPace paceOfShares(const std::shared_ptr<const PathTrace>& trace,
                                    const PathAlignment& alignment);

}  // namespace sigscope::ui
