#pragma once

#include <QPainter>
#include <QRectF>

#include "engine/api/attribution_map.h"
#include "ui/render/colour_map.h"
#include "ui/render/map_display.h"

namespace sigscope::ui {

/// The colours of a map and what the first and the last of them mean.
struct MapScale {
    ColourMap colours = ColourMap::BlueWhiteRed;
    double low = 0;
    double high = 0;
};

/// The scale of maps whose magnitudes it shows up to `limit`: blue and red on `ground`, with 0 in
/// the middle, or magma from 0 where the sign is left out.
[[nodiscard]] MapScale scaleTo(double limit, Reduction reduction, Ground ground = Ground::White);

/// Paints a colour map over `bar`, from the left or from below, with the painter's pen around it.
void paintRamp(QPainter& painter, const QRectF& bar, ColourMap colours,
               Qt::Orientation orientation);

/// Paints a vertical bar of `scale` into `bar`, with ticks and their labels to its right and, if
/// the numbers want one, a common power of ten above it.
void paintScaleBar(QPainter& painter, const QRectF& bar, const MapScale& scale);

}  // namespace sigscope::ui
