#include "ui/render/path_scales.h"

#include <algorithm>
#include <cmath>

#include "ui/render/map_drawing.h"

namespace sigscope::ui {

namespace {

/// An α inside the interval over which ΣA changes fastest; 1 where there is no interval.
double alphaOfSteepestStep(const PathTrace& trace) {
    const auto& nodes = trace.nodes();
    const auto& sums = trace.accumulatedSums();
    double alpha = 1;
    double largest = -1;
    for (std::size_t k = 0; k + 1 < std::min(nodes.size(), sums.size()); ++k) {
        const double width = nodes[k + 1].alpha - nodes[k].alpha;
        const double rate = width > 0 ? std::abs(sums[k + 1] - sums[k]) / width : 0;
        if (rate <= largest) continue;
        largest = rate;
        alpha = (nodes[k].alpha + nodes[k + 1].alpha) / 2;
    }
    return alpha;
}

}  // namespace

double usualLimit(const Array& map, const MapDisplay& display) {
    return magnitudeQuantile(map, display.percentile / 100);
}

PathScales scalesOf(const PathTrace& trace, const MapDisplay& display) {
    const Frame end = trace.frame(1);
    PathScales scales;
    scales.spectrum = display.spectrumLimit.value_or(trace.spectrumMaximum());
    const Array whole = displayedMap(end.accumulated, display);
    scales.map = display.mapLimit.value_or(usualLimit(whole, display));
    scales.step =
        display.stepLimit
            ? *display.stepLimit
            : usualLimit(displayedMap(trace.frame(alphaOfSteepestStep(trace)).step, display),
                         display);
    // Without a photograph it is plain, whatever the view.
    scales.whole = drawMap(whole, display.soFarColours(), scales.map, display, QImage());
    scales.photograph = toImage(end.point);
    scales.wholeEnergy = end.radialEnergy;
    return scales;
}

}  // namespace sigscope::ui
