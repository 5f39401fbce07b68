#include "ui/render/scale_bar.h"

#include <QImage>
#include <algorithm>
#include <cmath>

#include "ui/render/number_text.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int wantedTicks = 6;
constexpr double tickLength = 4;
constexpr QSizeF labelSize(64, 20);

/// The power of ten taken out of the labels; 0 where they read well without.
int commonExponent(const MapScale& scale) {
    const double limit = std::max(std::abs(scale.low), std::abs(scale.high));
    const int exponent = static_cast<int>(std::floor(std::log10(limit)));
    return exponent >= -1 && exponent <= 2 ? 0 : exponent;
}

void paintLabel(QPainter& painter, const QPointF& topLeft, const QString& text) {
    painter.drawText(QRectF(topLeft, labelSize), Qt::AlignLeft | Qt::AlignVCenter, text);
}

}  // namespace

void paintRamp(QPainter& painter, const QRectF& bar, ColourMap colours,
               Qt::Orientation orientation) {
    constexpr int steps = 257;
    const bool isVertical = orientation == Qt::Vertical;
    QImage ramp(isVertical ? QSize(1, steps) : QSize(steps, 1), QImage::Format_RGB32);
    for (int i = 0; i < steps; ++i) {
        const double share = i / (steps - 1.0);
        ramp.setPixel(isVertical ? 0 : i, isVertical ? i : 0,
                      colourAt(colours, isVertical ? 1 - share : share));
    }
    // Enlarged here: readers of vector files would smooth the outermost colours away.
    painter.drawImage(bar, isVertical ? ramp.scaled(8, 4 * steps) : ramp.scaled(4 * steps, 8));
    painter.drawRect(bar);
}

MapScale scaleTo(double limit, Reduction reduction, Ground ground) {
    if (reduction == Reduction::Absolute) return {ColourMap::Magma, 0, limit};
    return {divergingColours(ground), -limit, limit};
}

void paintScaleBar(QPainter& painter, const QRectF& bar, const MapScale& scale) {
    paintRamp(painter, bar, scale.colours, Qt::Vertical);
    if (!(scale.high > scale.low)) return;
    const int exponent = commonExponent(scale);
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
