#include "ui/path/path_frame.h"

#include "engine/api/attribution_map.h"
#include "ui/colour/colour_map.h"

namespace sigscope::ui {

namespace {

QImage signedPicture(const Array& map, double limit) {
    if (map.empty()) return {};
    const double side = limit > 0 ? limit : 1;
    return colourise(map, ColourMap::BlueWhiteRed, -side, side);
}

}  // namespace

PathFrame drawFrame(RunId run, const PathTrace& trace, const PathScales& scales, double alpha) {
    PathFrame drawn;
    drawn.run = run;
    drawn.scales = scales;
    drawn.frame = trace.frame(alpha);
    const Frame& frame = drawn.frame;
    drawn.stepMap = reduceChannels(frame.step, Reduction::Signed);
    drawn.map = reduceChannels(frame.accumulated, Reduction::Signed);
    if (!frame.point.empty()) drawn.point = toImage(frame.point);
    if (!frame.spectrum.empty())
        drawn.spectrum = colourise(frame.spectrum, ColourMap::Magma, 0,
                                   scales.spectrum > 0 ? scales.spectrum : 1);
    drawn.step = signedPicture(drawn.stepMap, scales.step);
    drawn.accumulated = signedPicture(drawn.map, scales.map);
    drawn.stepBeyond = shareBeyond(drawn.stepMap, scales.step);
    drawn.mapBeyond = shareBeyond(drawn.map, scales.map);
    return drawn;
}

}  // namespace sigscope::ui
