#include "ui/render/path_frame.h"

#include "engine/api/attribution_map.h"
#include "ui/render/colour_map.h"

namespace sigscope::ui {

namespace {

QImage picture(const Array& map, ColourMap colours, double limit) {
    if (map.empty()) return {};
    const double high = limit > 0 ? limit : 1;
    return colourise(map, colours, colours == ColourMap::BlueWhiteRed ? -high : 0, high);
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
    drawn.stepMap = reduceChannels(frame.step, display.reduction);
    drawn.map = reduceChannels(frame.accumulated, display.reduction);
    if (!frame.point.empty()) drawn.point = toImage(frame.point);
    drawn.spectrum = picture(frame.spectrum, display.magnitudeColours, scales.spectrum);
    drawn.step = picture(drawn.stepMap, display.mapColours(), scales.step);
    drawn.accumulated = picture(drawn.map, display.soFarColours(), scales.map);
    drawn.spectrumBeyond = shareBeyond(frame.spectrum, scales.spectrum);
    drawn.stepBeyond = shareBeyond(drawn.stepMap, scales.step);
    drawn.mapBeyond = shareBeyond(drawn.map, scales.map);
    return drawn;
}

}  // namespace sigscope::ui
