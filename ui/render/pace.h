#pragma once

#include <vector>

#include "engine/api/path_trace.h"

namespace sigscope::ui {

/// How fast a film, or the window's play button, walks along a path.
enum class Pace {
    Change,  ///< Time passes where something happens: paceByChange().
    Alpha,   ///< Time is α.
};

/// What a path does, at points of it by ascending α: three sequences of one length.
struct PaceCurves {
    std::vector<double> alphas;
    std::vector<double> f;
    std::vector<double> lengths;  ///< Of the path, from its first point to each of these.
};

/// When each of the points is reached, as a share of the whole time, ascending from 0 to 1: half of
/// the time goes by the share of Σ|Δf|, half by the share of the path's length. Of a path along
/// which one of the two is constant the other decides alone; where both are, or where there are
/// fewer than two points, α does.
[[nodiscard]] std::vector<double> paceByChange(const PaceCurves& curves);

/// α at `time`, a share of the whole time in [0, 1]: linear between the points, `times` as
/// paceByChange() gives them. At a time that belongs to several points (nothing happens between
/// them) the last one of them. `alphas` has at least one.
[[nodiscard]] double alphaAt(double time, const std::vector<double>& times,
                             const std::vector<double>& alphas);

/// The curves of a trace, at `points` even values of α (at least two) and at its nodes. The length
/// is that of the path as its frames show it: the sum of the distances between the pictures γ(α).
/// Evaluates as many frames, a few milliseconds each.
[[nodiscard]] PaceCurves paceCurvesOf(const PathTrace& trace, int points = 65);

}  // namespace sigscope::ui
