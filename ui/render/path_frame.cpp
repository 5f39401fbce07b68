#include "ui/render/path_frame.h"

#include <utility>

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

PathFrame drawn(Frame numbers, const PathScales& scales, const MapDisplay& display) {
    PathFrame drawn;
    drawn.scales = scales;
    drawn.display = display;
    drawn.frame = std::move(numbers);
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

}  // namespace

PathFrame drawFrame(RunId run, const PathTrace& trace, const PathScales& scales,
                    const MapDisplay& display, double alpha) {
    PathFrame frame = drawn(trace.frame(alpha), scales, display);
    frame.run = run;
    return frame;
}

std::optional<PathFrame> drawBand(RunId run, const PathTrace& trace, const PathScales& scales,
                                  const MapDisplay& display, double alpha, ComponentBand band,
                                  const std::stop_token& stop) {
    std::optional<Frame> numbers = trace.bandFrame(alpha, band, stop);
    if (!numbers) return {};
    PathFrame frame = drawn(std::move(*numbers), scales, display);
    frame.run = run;
    frame.band = band;
    return frame;
}

}  // namespace sigscope::ui
