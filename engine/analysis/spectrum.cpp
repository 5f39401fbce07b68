#include "engine/analysis/spectrum.h"

#include <cmath>
#include <opencv2/core.hpp>

namespace sigscope::analysis {

Array logSpectrum(const Array& difference) {
    const int height = difference.height;
    const int width = difference.width;
    Array spectrum(1, height, width);
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
            for (int u = 0; u < width; ++u)
                spectrum.at(0, shiftedRow, (u + width / 2) % width) +=
                    share * std::log1p(std::hypot(row[u][0], row[u][1]));
        }
    }
    return spectrum;
}

}  // namespace sigscope::analysis
