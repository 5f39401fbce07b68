#pragma once

#include <QFile>
#include <QImage>
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

namespace sigscope::tests {

/// The mean over `part` and all channels of how far two pictures of one size differ, in steps of 8
/// bits.
inline double meanDifference(const QImage& a, const QImage& b, const QRect& part) {
    double sum = 0;
    for (int y = part.top(); y <= part.bottom(); ++y)
        for (int x = part.left(); x <= part.right(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) +
                   std::abs(qBlue(p) - qBlue(q));
        }
    return sum / (3.0 * part.width() * part.height());
}

inline double meanDifference(const QImage& a, const QImage& b) {
    return meanDifference(a, b, a.rect());
}

/// That of the part, of 24 × 24 pixels, where they differ most: what is missing, or has moved,
/// hardly shows in the mean over a whole window.
inline double largestPartDifference(const QImage& a, const QImage& b) {
    constexpr int side = 24;
    double largest = 0;
    for (int y = 0; y < a.height(); y += side)
        for (int x = 0; x < a.width(); x += side)
            largest = std::max(largest, meanDifference(a, b, QRect(x, y, side, side) & a.rect()));
    return largest;
}

/// Checks that `drawn` looks like the reference in `file`. References are made, and made anew, by
/// scripts/references, which sets SIGSCOPE_MAKE_REFERENCES.
inline void checkLooksLike(const QString& file, const QImage& drawn) {
    INFO(file.toStdString());
    REQUIRE_FALSE(drawn.isNull());
    if (qEnvironmentVariableIsSet("SIGSCOPE_MAKE_REFERENCES")) REQUIRE(drawn.save(file));
    REQUIRE(QFile::exists(file));
    const QImage reference = QImage(file).convertToFormat(drawn.format());
    REQUIRE(reference.size() == drawn.size());
    // Fonts are smoothed a little differently from version to version.
    CHECK(meanDifference(reference, drawn) < 1);
    // A line of small text that is gone makes 20 and more.
    CHECK(largestPartDifference(reference, drawn) < 16);
}

}  // namespace sigscope::tests
