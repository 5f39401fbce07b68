#include "ui/render/colour_map.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace sigscope::ui {

namespace {

using Table = std::vector<QRgb>;

QRgb toRgb(const cv::Vec3b& bgr) {
    return qRgb(bgr[2], bgr[1], bgr[0]);
}

/// One of OpenCV's maps, evaluated once for each 8-bit value.
Table openCvTable(cv::ColormapTypes type) {
    cv::Mat ramp(1, 256, CV_8UC1);
    for (int i = 0; i < ramp.cols; ++i) ramp.at<uchar>(0, i) = static_cast<uchar>(i);
    cv::Mat colours;
    cv::applyColorMap(ramp, colours, type);
    Table table;
    for (int i = 0; i < colours.cols; ++i) table.push_back(toRgb(colours.at<cv::Vec3b>(0, i)));
    return table;
}

/// Straight lines in CIELAB from `zero` to a blue and a red of equal lightness, so that equal
/// magnitudes are equally dark (or light) whatever their sign. An odd number of entries puts 0 on
/// an entry of its own. The ends lie inside sRGB, so no clipping breaks the symmetry.
Table divergingTable(const cv::Vec3f& zero, const cv::Vec3f& blue, const cv::Vec3f& red) {
    constexpr int half = 128;
    cv::Mat lab(1, 2 * half + 1, CV_32FC3);
    for (int i = -half; i <= half; ++i) {
        const float share = static_cast<float>(std::abs(i)) / half;
        lab.at<cv::Vec3f>(0, i + half) = zero + share * ((i < 0 ? blue : red) - zero);
    }
    cv::Mat bgr;
    cv::cvtColor(lab, bgr, cv::COLOR_Lab2BGR);
    bgr.convertTo(bgr, CV_8UC3, 255);
    Table table;
    for (int i = 0; i < bgr.cols; ++i) table.push_back(toRgb(bgr.at<cv::Vec3b>(0, i)));
    return table;
}

const Table& tableOf(ColourMap map) {
    static const Table magma = openCvTable(cv::COLORMAP_MAGMA);
    static const Table viridis = openCvTable(cv::COLORMAP_VIRIDIS);
    static const Table onWhite = divergingTable({100, 0, 0}, {36, 15, -50}, {36, 55, 35});
    static const Table onBlack = divergingTable({10, 0, 0}, {68, -4, -40}, {68, 38, 36});
    switch (map) {
        case ColourMap::Magma:
            return magma;
        case ColourMap::Viridis:
            return viridis;
        case ColourMap::BlueBlackRed:
            return onBlack;
        case ColourMap::BlueWhiteRed:
            break;
    }
    return onWhite;
}

/// The entry at `position`, halves upwards; what is not a number takes the first. As std::lround()
/// would choose, which is a call into a library for every pixel.
QRgb entryAt(const Table& table, double position) {
    const double place =
        std::min(position > 0 ? position : 0.0, 1.0) * static_cast<double>(table.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    return table[below + (place - static_cast<double>(below) >= 0.5 ? 1 : 0)];
}

int toByte(float value) {
    return static_cast<int>(std::lround(std::clamp(value, 0.F, 1.F) * 255));
}

}  // namespace

QRgb colourAt(ColourMap map, double position) {
    return entryAt(tableOf(map), position);
}

QImage colourise(const Array& values, ColourMap map, double low, double high) {
    if (values.empty()) return {};
    const Table& table = tableOf(map);
    const double span = high - low;
    QImage picture(values.width, values.height, QImage::Format_RGB32);
    if (!(span > 0)) {
        // A map without any extent (all zeros) shows its zero.
        picture.fill(entryAt(table, isDiverging(map) ? 0.5 : 0.0));
        return picture;
    }
    const float* value = values.values.data();
    for (int y = 0; y < values.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (int x = 0; x < values.width; ++x, ++value)
            line[x] = entryAt(table, (*value - low) / span);
    }
    return picture;
}

double shareBeyond(const Array& map, double limit) {
    if (map.empty()) return 0;
    const auto beyond =
        std::ranges::count_if(map.values, [limit](float v) { return std::abs(v) > limit; });
    return static_cast<double>(beyond) / static_cast<double>(map.values.size());
}

QImage toImage(const Array& raw) {
    if (raw.channels != 3 || raw.empty()) return {};
    QImage picture(raw.width, raw.height, QImage::Format_RGB32);
    for (int y = 0; y < raw.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (int x = 0; x < raw.width; ++x)
            line[x] =
                qRgb(toByte(raw.at(0, y, x)), toByte(raw.at(1, y, x)), toByte(raw.at(2, y, x)));
    }
    return picture;
}

}  // namespace sigscope::ui
