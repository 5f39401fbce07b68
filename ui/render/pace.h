#pragma once

#include <QList>
#include <QPointF>
#include <memory>
#include <vector>

#include "engine/api/path_trace.h"

namespace sigscope::ui {

/// How fast a film, or the window's play button, walks along a path.
enum class Pace {
    Change,  ///< Time passes where something happens: PathPace::byChange().
    Alpha,   ///< Time is α.
};

/// Which α is shown at which share of the time of playing: both ascend in [0, 1], and the ends are
/// 0 and 1 exactly. Plain arithmetic.
class PathPace {
public:
    /// Evenly over α.
    PathPace() = default;

    /// T(α) = ½ V(α)/V(1) + ½ L(α)/L(1), with V the total variation of f along the path and L its
    /// length; both curves ascend in α. One of them alone where the other is empty or 0 throughout,
    /// α where both are.
    [[nodiscard]] static PathPace byChange(const QList<QPointF>& f, const QList<QPointF>& length);

    /// That of paths which play together: T(α) is the mean of theirs. There is at least one.
    [[nodiscard]] static PathPace mean(const std::vector<PathPace>& paces);

    /// At a time that belongs to several α (nothing happens between them) the last one of them.
    [[nodiscard]] double alphaAt(double time) const;
    [[nodiscard]] double timeAt(double alpha) const;

private:
    std::vector<double> m_alphas{0, 1};
    std::vector<double> m_times{0, 1};
};

/// (α, f) at each node of a path.
[[nodiscard]] QList<QPointF> changesOf(const PathTrace& trace);

/// That of a whole path by change, whose length is measured as PathLength does: this takes as many
/// frames.
[[nodiscard]] PathPace paceByChange(const std::shared_ptr<const PathTrace>& trace);

}  // namespace sigscope::ui
