#pragma once

#include <QPolygonF>
#include <QRectF>

#include "ui/charts/axis.h"

namespace sigscope::ui {

/// Where values lie in a chart: two axes, and the rectangle they span, in px or points. Plain
/// arithmetic, no widget.
struct Plot {
    Axis horizontal;
    Axis vertical;
    QRectF area;

    [[nodiscard]] QPointF toPixel(double x, double y) const;
    [[nodiscard]] QPolygonF toPixels(const QList<QPointF>& line) const;
    [[nodiscard]] double horizontalAt(double pixel) const;

    /// Makes the range of the axis under `position` `factor` times as long: of the vertical one
    /// left of the area, of the horizontal one elsewhere. What lies under `position` stays there.
    void zoomAt(QPointF position, double factor);
    void reset();
};

}  // namespace sigscope::ui
