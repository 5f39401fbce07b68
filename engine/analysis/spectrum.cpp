#include "engine/analysis/spectrum.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace sigscope::analysis {

namespace {

/// The signed frequency of DFT index `index`, in cycles per pixel.
double frequencyOf(int index, int length) {
    return static_cast<double>(index <= length / 2 ? index : index - length) / length;
}

/// Means of `power` [1, H, W] (unshifted) over the rings.
std::vector<float> ringMeans(const Array& power) {
    const int rings = std::max(2, std::max(power.height, power.width) / 2 + 1);
    std::vector<double> sums(rings);
    std::vector<int> counts(rings);
    for (int v = 0; v < power.height; ++v) {
        const double vertical = frequencyOf(v, power.height);
        for (int u = 0; u < power.width; ++u) {
            const double horizontal = frequencyOf(u, power.width);
            const double radius = std::sqrt(vertical * vertical + horizontal * horizontal);
            const auto ring = static_cast<int>(radius * 2 * (rings - 1) + 0.5);
            if (ring >= rings) continue;
            sums[ring] += power.at(0, v, u);
            ++counts[ring];
        }
    }
    std::vector<float> means(rings);
    for (int ring = 0; ring < rings; ++ring)
        means[ring] = static_cast<float>(sums[ring] / std::max(1, counts[ring]));
    return means;
}

}  // namespace

Spectrum spectrumOf(const Array& difference) {
    const int height = difference.height;
    const int width = difference.width;
    Spectrum spectrum{Array(1, height, width), {}};
    Array power(1, height, width);
    const float share = 1.0F / static_cast<float>(difference.channels);
    for (int channel = 0; channel < difference.channels; ++channel) {
        // OpenCV wants a mutable pointer; dft only reads it.
        const cv::Mat plane(
            height, width, CV_32F,
            const_cast<float*>(difference.values.data()) + channel * difference.planeSize());
        cv::Mat frequencies;
        cv::dft(plane, frequencies, cv::DFT_COMPLEX_OUTPUT);
        for (int v = 0; v < height; ++v) {
            const auto* row = frequencies.ptr<cv::Vec2f>(v);
            const int shiftedRow = (v + height / 2) % height;
            for (int u = 0; u < width; ++u) {
                const float squared = row[u][0] * row[u][0] + row[u][1] * row[u][1];
                power.at(0, v, u) += share * squared;
                spectrum.logMagnitude.at(0, shiftedRow, (u + width / 2) % width) +=
                    share * std::log1p(std::sqrt(squared));
            }
        }
    }
    spectrum.radialEnergy = ringMeans(power);
    return spectrum;
}

}  // namespace sigscope::analysis
