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

/// Means of `power` (unshifted) over the rings.
std::vector<float> ringMeans(const cv::Mat& power) {
    const int rings = std::max(2, std::max(power.rows, power.cols) / 2 + 1);
    std::vector<double> sums(rings);
    std::vector<int> counts(rings);
    for (int v = 0; v < power.rows; ++v) {
        const double vertical = frequencyOf(v, power.rows);
        const auto* row = power.ptr<float>(v);
        for (int u = 0; u < power.cols; ++u) {
            const double horizontal = frequencyOf(u, power.cols);
            const double radius = std::sqrt(vertical * vertical + horizontal * horizontal);
            const auto ring = static_cast<int>(radius * 2 * (rings - 1) + 0.5);
            if (ring >= rings) continue;
            sums[ring] += row[u];
            ++counts[ring];
        }
    }
    std::vector<float> means(rings);
    for (int ring = 0; ring < rings; ++ring)
        means[ring] = static_cast<float>(sums[ring] / std::max(1, counts[ring]));
    return means;
}

/// `plane` with the zero frequency moved to the middle.
Array centred(const cv::Mat& plane) {
    Array shifted(1, plane.rows, plane.cols);
    for (int v = 0; v < plane.rows; ++v) {
        const auto* row = plane.ptr<float>(v);
        const int shiftedRow = (v + plane.rows / 2) % plane.rows;
        for (int u = 0; u < plane.cols; ++u)
            shifted.at(0, shiftedRow, (u + plane.cols / 2) % plane.cols) = row[u];
    }
    return shifted;
}

}  // namespace

Spectrum spectrumOf(const Array& difference) {
    const cv::Size size(difference.width, difference.height);
    const double share = 1.0 / difference.channels;
    cv::Mat meanPower = cv::Mat::zeros(size, CV_32F);
    cv::Mat meanLog = cv::Mat::zeros(size, CV_32F);
    for (int channel = 0; channel < difference.channels; ++channel) {
        // OpenCV wants a mutable pointer; dft only reads it.
        const cv::Mat plane(
            size, CV_32F,
            const_cast<float*>(difference.values.data()) + channel * difference.planeSize());
        cv::Mat frequencies;
        cv::dft(plane, frequencies, cv::DFT_COMPLEX_OUTPUT);
        cv::Mat parts[2];
        cv::split(frequencies, parts);
        const cv::Mat power = parts[0].mul(parts[0]) + parts[1].mul(parts[1]);
        cv::Mat logarithm;
        cv::sqrt(power, logarithm);
        cv::log(logarithm + 1, logarithm);
        cv::scaleAdd(power, share, meanPower, meanPower);
        cv::scaleAdd(logarithm, share, meanLog, meanLog);
    }
    return {centred(meanLog), ringMeans(meanPower)};
}

}  // namespace sigscope::analysis
