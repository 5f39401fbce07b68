#include "ui/render/path_scales.h"

#include <algorithm>
#include <cmath>

#include "engine/api/attribution_map.h"

namespace sigscope::ui {

namespace {

double limitOf(const Array& attribution, const MapDisplay& display) {
    return magnitudeQuantile(reduceChannels(attribution, display.reduction),
                             display.percentile / 100);
}

/// An α inside the interval over which ΣA changes most; 1 where there is no interval.
double alphaOfLargestStep(const PathTrace& trace) {
    const auto& nodes = trace.nodes();
    const auto& sums = trace.accumulatedSums();
    double alpha = 1;
    double largest = -1;
    for (std::size_t k = 0; k + 1 < std::min(nodes.size(), sums.size()); ++k) {
        const double change = std::abs(sums[k + 1] - sums[k]);
        if (change <= largest) continue;
        largest = change;
        alpha = (nodes[k].alpha + nodes[k + 1].alpha) / 2;
    }
    return alpha;
}

}  // namespace

PathScales scalesOf(const PathTrace& trace, const MapDisplay& display) {
    const Frame end = trace.frame(1);
    PathScales scales;
    scales.spectrum = display.spectrumLimit.value_or(trace.spectrumMaximum());
    scales.map = display.mapLimit ? *display.mapLimit : limitOf(end.accumulated, display);
    scales.step = display.stepLimit ? *display.stepLimit
                                    : limitOf(trace.frame(alphaOfLargestStep(trace)).step, display);
    scales.wholeEnergy = end.radialEnergy;
    return scales;
}

}  // namespace sigscope::ui
