#pragma once

#include <QImage>
#include <vector>

#include "engine/api/path_trace.h"
#include "ui/render/map_display.h"

namespace sigscope::ui {

/// What the frames of a path are drawn with, the same for every α: its colour scales, so that they
/// can be compared, and its end.
struct PathScales {
    double spectrum = 0;  ///< 0 … this.
    double step = 0;      ///< − this … + this, or 0 … this for absolute maps. Of dA/dα.
    double map = 0;       ///< As `step`.
    std::vector<float> wholeEnergy;  ///< Frame::radialEnergy at the path's end.
    QImage photograph;               ///< The path's end.
    QImage whole;                    ///< The whole path's map, plain.
};

/// The limit of a map's scale unless one is chosen by hand: the display's percentile of |map|.
[[nodiscard]] double usualLimit(const Array& map, const MapDisplay& display);

/// Limits chosen by hand are as they are. Else: spectrum: its maximum along the path. Map: the
/// percentile of the magnitudes of the whole path's map. Step: the same of the dA/dα of the step
/// over which ΣA changes fastest; another may exceed it, which the pane then counts as clipped.
[[nodiscard]] PathScales scalesOf(const PathTrace& trace, const MapDisplay& display = {});

}  // namespace sigscope::ui
