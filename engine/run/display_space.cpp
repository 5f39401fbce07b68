#include "engine/run/display_space.h"

#include <algorithm>

namespace sigscope::run {

Array toColours(const Array& point, const DisplaySpace& space) {
    Array colours = point;
    for (int channel = 0; channel < point.channels; ++channel) {
        const auto std = static_cast<float>(space.std[channel]);
        const auto mean = static_cast<float>(space.mean[channel]);
        float* values = colours.values.data() + channel * colours.planeSize();
        std::transform(values, values + colours.planeSize(), values,
                       [=](float x) { return std::clamp(x * std + mean, 0.0F, 1.0F); });
    }
    return colours;
}

Array difference(const Array& from, const Array& to) {
    Array result = to;
    for (std::size_t i = 0; i < result.values.size(); ++i) result.values[i] -= from.values[i];
    return result;
}

double lerp(double from, double to, double begin, double end, double at) {
    return end > begin ? from + (to - from) * (at - begin) / (end - begin) : to;
}

}  // namespace sigscope::run
