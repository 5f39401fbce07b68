#include "ui/render/path_frame.h"

#include "ui/render/map_drawing.h"

namespace sigscope::ui {

namespace {

/// A whole map needs no ghost of itself.
bool showsGhost(const PathFrame& drawn) {
    const MapDisplay& display = drawn.display;
    return display.ghost == Ghost::Shown && display.soFar == SoFar::Path &&
           display.view == MapView::Plain && drawn.frame.alpha < 1;
}

QImage spectrumImage(const Array& spectrum, ColourMap colours, double limit) {
    return colourise(spectrum, colours, 0, limit > 0 ? limit : 1);
}

}  // namespace

PathFrame drawFrame(RunId run, const PathTrace& trace, const PathScales& scales,
                    const MapDisplay& display, double alpha) {
    PathFrame drawn;
    drawn.run = run;
    drawn.scales = scales;
    drawn.display = display;
    drawn.frame = trace.frame(alpha);
    const Frame& frame = drawn.frame;
    drawn.stepMap = displayedMap(frame.step, display);
    drawn.map = displayedMap(frame.accumulated, display);
    if (display.stepScale == StepScale::Moment && !drawn.stepMap.empty())
        drawn.scales.step = usualLimit(drawn.stepMap, display);
    if (!frame.point.empty()) drawn.point = toImage(frame.point);
    drawn.spectrum = spectrumImage(frame.spectrum, display.magnitudeColours, scales.spectrum);
    const QImage& photograph = scales.photograph;
    drawn.step =
        drawMap(drawn.stepMap, display.mapColours(), drawn.scales.step, display, photograph);
    drawn.accumulated = drawMap(drawn.map, display.soFarColours(), scales.map, display, photograph);
    if (showsGhost(drawn)) drawn.ghost = scales.whole;
    drawn.spectrumBeyond = shareBeyond(frame.spectrum, scales.spectrum);
    drawn.stepBeyond = shareBeyond(drawn.stepMap, drawn.scales.step);
    drawn.mapBeyond = shareBeyond(drawn.map, scales.map);
    return drawn;
}

}  // namespace sigscope::ui
