#include "engine/trace/display_space.h"

#include <algorithm>

namespace sigscope::trace {

Array toColours(const Array& point, const DisplaySpace& space) {
    Array colours(point.channels, point.height, point.width);
    for (int channel = 0; channel < point.channels; ++channel) {
        const int source = space.channel[channel];
        const auto std = static_cast<float>(space.std[source]);
        const auto mean = static_cast<float>(space.mean[source]);
        const float* values = point.values.data() + source * point.planeSize();
        std::transform(values, values + point.planeSize(),
                       colours.values.data() + channel * point.planeSize(),
                       [=](float x) { return std::clamp(x * std + mean, 0.0F, 1.0F); });
    }
    return colours;
}

Array difference(const Array& from, const Array& to) {
    Array result = to;
    for (std::size_t i = 0; i < result.values.size(); ++i) result.values[i] -= from.values[i];
    return result;
}

Array perUnit(Array map, double width) {
    const auto scale = static_cast<float>(width > 0 ? 1 / width : 0);
    for (float& value : map.values) value *= scale;
    return map;
}

double lerp(double from, double to, double begin, double end, double at) {
    return end > begin ? from + (to - from) * (at - begin) / (end - begin) : to;
}

}  // namespace sigscope::trace
