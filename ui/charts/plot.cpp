#include "ui/charts/plot.h"

#include <algorithm>

namespace sigscope::ui {

QPointF Plot::toPixel(double x, double y) const {
    return {area.left() + horizontal.shareOf(x) * area.width(),
            area.bottom() - vertical.shareOf(y) * area.height()};
}

QPolygonF Plot::toPixels(const QList<QPointF>& line) const {
    QPolygonF pixels;
    pixels.reserve(line.size());
    for (const QPointF& point : line) pixels << toPixel(point.x(), point.y());
    return pixels;
}

double Plot::horizontalAt(double pixel) const {
    return horizontal.valueAt((pixel - area.left()) / std::max(1.0, area.width()));
}

void Plot::zoomAt(QPointF position, double factor) {
    if (position.x() < area.left()) {
        const double share = (area.bottom() - position.y()) / std::max(1.0, area.height());
        vertical.zoomAt(std::clamp(share, 0.0, 1.0), factor);
    } else {
        const double share = (position.x() - area.left()) / std::max(1.0, area.width());
        horizontal.zoomAt(std::clamp(share, 0.0, 1.0), factor);
    }
}

void Plot::reset() {
    horizontal.reset();
    vertical.reset();
}

}  // namespace sigscope::ui
