#pragma once

#include <QImage>

#include "engine/api/explanation.h"
#include "ui/path/path_scales.h"

namespace sigscope::ui {

/// One α of a run, ready to be shown: the numbers, and the four pictures drawn on the path's
/// scales. A picture is null where the trace has nothing for it.
struct PathFrame {
    RunId run = 0;
    Frame frame;
    PathScales scales;
    Array stepMap;  ///< `frame.step` summed over channels, [1, H, W].
    Array map;      ///< `frame.accumulated` summed over channels, [1, H, W].
    QImage point;
    QImage spectrum;
    QImage step;
    QImage accumulated;
    double stepBeyond = 0;  ///< Share of the values outside the scale.
    double mapBeyond = 0;
};

/// Evaluates and draws the frame at `alpha`. Milliseconds; any thread.
[[nodiscard]] PathFrame drawFrame(RunId run, const PathTrace& trace, const PathScales& scales,
                                  double alpha);

}  // namespace sigscope::ui
