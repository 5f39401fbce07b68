#pragma once

#include <QImage>
#include <optional>
#include <stop_token>

#include "engine/api/explanation.h"
#include "ui/render/path_scales.h"

namespace sigscope::ui {

/// One α of a run, ready to be shown: the numbers, and the four pictures drawn on the path's
/// scales (this step's on its own where that was chosen). A picture is null where the trace has
/// nothing for it.
struct PathFrame {
    RunId run = 0;
    Frame frame;
    std::optional<ComponentBand> band;  ///< Of which alone it is; of the path without.
    PathScales scales;
    MapDisplay display;
    Array stepMap;  ///< `frame.step` as displayedMap(), [1, H, W].
    Array map;      ///< `frame.accumulated` likewise.
    QImage point;
    QImage spectrum;
    QImage step;
    QImage ghost;  ///< Of the whole map, to be seen faintly under `accumulated`; or null.
    QImage accumulated;
    double spectrumBeyond = 0;  ///< Share of the values outside the scale.
    double stepBeyond = 0;
    double mapBeyond = 0;
};

/// Evaluates and draws the frame at `alpha`. Milliseconds; any thread.
[[nodiscard]] PathFrame drawFrame(RunId run, const PathTrace& trace, const PathScales& scales,
                                  const MapDisplay& display, double alpha);

/// Likewise of a band of components alone, on the path's scales; nothing where the trace has
/// nothing of it (PathTrace::bandFrame), which takes as long as that does.
[[nodiscard]] std::optional<PathFrame> drawBand(RunId run, const PathTrace& trace,
                                                const PathScales& scales, const MapDisplay& display,
                                                double alpha, ComponentBand band,
                                                const std::stop_token& stop);

}  // namespace sigscope::ui
