#pragma once

#include <vector>

#include "engine/api/path_trace.h"
#include "ui/render/map_display.h"

namespace sigscope::ui {

/// The colour scales of a path: the same for every α, so that frames can be compared.
struct PathScales {
    double spectrum = 0;             ///< 0 … this.
    double step = 0;                 ///< − this … + this, or 0 … this for absolute maps.
    double map = 0;                  ///< As `step`.
    std::vector<float> wholeEnergy;  ///< Frame::radialEnergy at the path's end.
};

/// Limits chosen by hand are as they are. Else: spectrum: its maximum along the path. Map: the
/// percentile of the magnitudes of the whole path's map. Step: the same of the one step that
/// changes ΣA most; another may exceed it, which the pane then counts as clipped.
[[nodiscard]] PathScales scalesOf(const PathTrace& trace, const MapDisplay& display = {});

}  // namespace sigscope::ui
