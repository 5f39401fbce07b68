#include "ui/path/pixel_text.h"

#include <QCoreApplication>
#include <cmath>
#include <numbers>

#include "ui/style/value_text.h"

namespace sigscope::ui {

QString pixelText(const PathFrame& frame, QPoint pixel) {
    const auto translated = [](const char* text) {
        return QCoreApplication::translate("pixelText", text);
    };
    const int x = pixel.x();
    const int y = pixel.y();
    QStringList parts{translated("x %1 y %2").arg(x).arg(y)};
    const Array& point = frame.frame.point;
    if (point.channels == 3)
        parts << translated("image %1 %2 %3")
                     .arg(fixedText(point.at(0, y, x), 2), fixedText(point.at(1, y, x), 2),
                          fixedText(point.at(2, y, x), 2));
    if (!frame.stepMap.empty())
        parts << translated("dA/dα %1").arg(signedText(frame.stepMap.at(0, y, x), 2));
    if (frame.display.soFar == SoFar::Spread) {
        parts << translated("spread %1").arg(signedText(frame.map.at(0, y, x), 2));
        return parts.join(QStringLiteral("   "));
    }
    const bool isSigned = frame.display.reduction == Reduction::Signed;
    parts << translated(isSigned ? "A %1" : "|A| %1").arg(signedText(frame.map.at(0, y, x), 2));
    return parts.join(QStringLiteral("   "));
}

QString frequencyText(const PathFrame& frame, QPoint pixel) {
    const Array& spectrum = frame.frame.spectrum;
    // Frequency 0 lies at ⌊n/2⌋, and y runs downwards.
    const double across = static_cast<double>(pixel.x() - spectrum.width / 2) / spectrum.width;
    const double upwards = static_cast<double>(spectrum.height / 2 - pixel.y()) / spectrum.height;
    const double turn = std::atan2(upwards, across) * 180 / std::numbers::pi;
    // A wave and the one the other way are the same.
    const long degrees = (std::lround(turn) + 180) % 180;
    return QCoreApplication::translate("pixelText", "%1 cycles per pixel, %2°   spectrum %3")
        .arg(fixedText(std::hypot(across, upwards), 3))
        .arg(degrees)
        .arg(fixedText(spectrum.at(0, pixel.y(), pixel.x()), 2));
}

}  // namespace sigscope::ui
