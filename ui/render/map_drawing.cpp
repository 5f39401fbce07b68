#include "ui/render/map_drawing.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace sigscope::ui {

namespace {

constexpr double dimmed = 0.2;                      ///< What is left outside the mask.
constexpr QRgb outlineColour = qRgb(253, 231, 37);  ///< Seen on every grey.

QRgb blend(QRgb below, QRgb above, double share) {
    // As std::lround(), without a call for each channel of each pixel.
    const auto mix = [share](int from, int to) {
        const double mixed = from + share * (to - from);
        const int whole = static_cast<int>(mixed);
        return whole + (mixed - whole >= 0.5 ? 1 : 0);
    };
    return qRgb(mix(qRed(below), qRed(above)), mix(qGreen(below), qGreen(above)),
                mix(qBlue(below), qBlue(above)));
}

QImage greyOf(const QImage& photograph) {
    return photograph.convertToFormat(QImage::Format_Grayscale8)
        .convertToFormat(QImage::Format_RGB32);
}

QImage overPhotograph(const Array& map, const QImage& colours, double limit, double opacity,
                      const QImage& photograph) {
    QImage drawn = greyOf(photograph);
    for (int y = 0; y < drawn.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(drawn.scanLine(y));
        const auto* above = reinterpret_cast<const QRgb*>(colours.constScanLine(y));
        for (int x = 0; x < drawn.width(); ++x) {
            const double share = std::min(1.0, std::abs(map.at(0, y, x)) / limit);
            line[x] = blend(line[x], above[x], opacity * share);
        }
    }
    return drawn;
}

/// Whether a pixel is among the largest |A|.
class TopRegion {
public:
    TopRegion(const Array& map, double share)
        : m_map(map), m_limit(magnitudeQuantile(map, 1 - share)) {}

    [[nodiscard]] bool contains(int x, int y) const {
        return std::abs(m_map.at(0, y, x)) > m_limit;
    }
    /// Inside, with a neighbour outside; what lies beyond the picture is outside.
    [[nodiscard]] bool isEdge(int x, int y) const {
        if (!contains(x, y)) return false;
        if (x == 0 || y == 0 || x + 1 == m_map.width || y + 1 == m_map.height) return true;
        return !contains(x - 1, y) || !contains(x + 1, y) || !contains(x, y - 1) ||
               !contains(x, y + 1);
    }

private:
    const Array& m_map;
    float m_limit;
};

QImage maskOf(const Array& map, double topShare, const QImage& photograph) {
    const TopRegion region(map, topShare);
    QImage drawn = photograph;
    for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x < drawn.width(); ++x)
            if (!region.contains(x, y))
                drawn.setPixel(x, y, blend(qRgb(0, 0, 0), drawn.pixel(x, y), dimmed));
    return drawn;
}

QImage outlineOf(const Array& map, double topShare, const QImage& photograph) {
    const TopRegion region(map, topShare);
    QImage drawn = greyOf(photograph);
    for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x < drawn.width(); ++x)
            if (region.isEdge(x, y)) drawn.setPixel(x, y, outlineColour);
    return drawn;
}

}  // namespace

Array displayedMap(const Array& attribution, const MapDisplay& display) {
    Array map = reduceChannels(attribution, display.reduction);
    if (map.empty() || display.smoothing <= 0) return map;
    cv::Mat plane(map.height, map.width, CV_32F, map.values.data());
    cv::GaussianBlur(plane, plane, {}, display.smoothing, display.smoothing, cv::BORDER_REFLECT);
    return map;
}

QImage drawMap(const Array& map, ColourMap colours, double limit, const MapDisplay& display,
               const QImage& photograph) {
    if (map.empty()) return {};
    const double high = limit > 0 ? limit : 1;
    const QImage plain = colourise(map, colours, isDiverging(colours) ? -high : 0, high);
    if (photograph.size() != plain.size()) return plain;
    switch (display.view) {
        case MapView::OverPhotograph:
            return overPhotograph(map, plain, high, display.opacity, photograph);
        case MapView::Mask:
            return maskOf(map, display.topShare, photograph);
        case MapView::Contour:
            return outlineOf(map, display.topShare, photograph);
        case MapView::Plain:
            break;
    }
    return plain;
}

}  // namespace sigscope::ui
