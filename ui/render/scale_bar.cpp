#include "ui/render/scale_bar.h"

#include <QImage>
#include <cmath>

#include "ui/render/number_text.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int wantedTicks = 6;
constexpr double tickLength = 4;
constexpr QSizeF labelSize(64, 20);

/// The power of ten taken out of the labels; 0 where they read well without.
int commonExponent(double limit) {
    const int exponent = static_cast<int>(std::floor(std::log10(limit)));
    return exponent >= -1 && exponent <= 2 ? 0 : exponent;
}

void paintRamp(QPainter& painter, const QRectF& bar, ColourMap colours) {
    constexpr int steps = 257;
    QImage ramp(1, steps, QImage::Format_RGB32);
    for (int i = 0; i < steps; ++i) ramp.setPixel(0, i, colourAt(colours, 1 - i / (steps - 1.0)));
    // Enlarged here: readers of vector files would smooth the outermost colours away.
    painter.drawImage(bar, ramp.scaled(8, 4 * steps));
    painter.drawRect(bar);
}

void paintLabel(QPainter& painter, const QPointF& topLeft, const QString& text) {
    painter.drawText(QRectF(topLeft, labelSize), Qt::AlignLeft | Qt::AlignVCenter, text);
}

}  // namespace

MapScale scaleTo(double limit, Reduction reduction) {
    if (reduction == Reduction::Absolute) return {ColourMap::Magma, 0, limit};
    return {ColourMap::BlueWhiteRed, -limit, limit};
}

void paintScaleBar(QPainter& painter, const QRectF& bar, const MapScale& scale) {
    paintRamp(painter, bar, scale.colours);
    if (!(scale.high > scale.low)) return;
    const int exponent = commonExponent(scale.high);
    const double unit = std::pow(10.0, exponent);
    for (const Tick& tick : niceTicks(scale.low / unit, scale.high / unit, wantedTicks)) {
        const double share = (tick.value * unit - scale.low) / (scale.high - scale.low);
        const double y = bar.bottom() - bar.height() * share;
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + tickLength, y));
        paintLabel(painter, {bar.right() + 2 * tickLength, y - labelSize.height() / 2}, tick.text);
    }
    if (exponent != 0)
        paintLabel(painter, {bar.left(), bar.top() - 26},
                   QStringLiteral("× ") + powerOfTen(exponent));
}

}  // namespace sigscope::ui
