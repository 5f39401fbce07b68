#include "engine/api/attribution_map.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sigscope {

Array reduceChannels(const Array& attribution, Reduction reduction) {
    Array map(1, attribution.height, attribution.width);
    const std::size_t plane = attribution.planeSize();
    for (int channel = 0; channel < attribution.channels; ++channel) {
        const float* values = attribution.values.data() + channel * plane;
        for (std::size_t i = 0; i < plane; ++i)
            map.values[i] += reduction == Reduction::Absolute ? std::abs(values[i]) : values[i];
    }
    return map;
}

double sum(const Array& attribution) {
    return std::accumulate(attribution.values.begin(), attribution.values.end(), 0.0);
}

double relativeSpread(const Array& attribution, const Array& spread) {
    const auto squares = [](const Array& map) {
        return std::transform_reduce(map.values.begin(), map.values.end(), 0.0, std::plus<>(),
                                     [](float value) { return double{value} * value; });
    };
    return std::sqrt(squares(spread) / squares(attribution));
}

float magnitudeQuantile(const Array& map, double share) {
    if (map.empty()) return 0;
    std::vector<float> magnitudes(map.values.size());
    std::ranges::transform(map.values, magnitudes.begin(), [](float v) { return std::abs(v); });
    const auto rank =
        static_cast<std::ptrdiff_t>(share * static_cast<double>(map.values.size() - 1));
    std::ranges::nth_element(magnitudes, magnitudes.begin() + rank);
    return magnitudes[rank];
}

}  // namespace sigscope
