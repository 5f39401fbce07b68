#include "ui/path/pixel_text.h"

#include <QCoreApplication>

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
    if (!frame.frame.spectrum.empty())
        parts << translated("spectrum %1").arg(fixedText(frame.frame.spectrum.at(0, y, x), 2));
    if (!frame.stepMap.empty())
        parts << translated("step %1").arg(signedText(frame.stepMap.at(0, y, x), 2));
    if (frame.display.soFar == SoFar::Spread) {
        parts << translated("spread %1").arg(signedText(frame.map.at(0, y, x), 2));
        return parts.join(QStringLiteral("   "));
    }
    const bool isSigned = frame.display.reduction == Reduction::Signed;
    parts << translated(isSigned ? "A %1" : "|A| %1").arg(signedText(frame.map.at(0, y, x), 2));
    return parts.join(QStringLiteral("   "));
}

}  // namespace sigscope::ui
