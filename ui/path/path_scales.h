#pragma once

#include "engine/api/path_trace.h"

namespace sigscope::ui {

/// The colour scales of a path: the same for every α, so that frames can be compared.
struct PathScales {
    double spectrum = 0;  ///< 0 … this.
    double step = 0;      ///< − this … + this.
    double map = 0;       ///< − this … + this.
};

/// Spectrum: its maximum along the path. Map: the magnitude below which 99.5 % of the values of the
/// whole path's map lie. Step: the same quantile of the one step that changes ΣA most; another may
/// exceed it, which the pane then counts as clipped.
[[nodiscard]] PathScales scalesOf(const PathTrace& trace);

/// The share of the values of a map [1, H, W] with a magnitude above `limit`.
[[nodiscard]] double shareBeyond(const Array& map, double limit);

}  // namespace sigscope::ui
