#pragma once

#include <QImage>

#include "ui/render/map_display.h"

namespace sigscope::ui {

/// The map [1, H, W] of an attribution [3, H, W] as `display` wants it: channels reduced, then
/// smoothed. Empty of an empty one.
[[nodiscard]] Array displayedMap(const Array& attribution, const MapDisplay& display);

/// A picture of `map` [1, H, W] on the scale to `limit`; null of an empty one. `photograph` is what
/// the model sees, of the map's size: what is not plain is drawn with it.
[[nodiscard]] QImage drawMap(const Array& map, ColourMap colours, double limit,
                             const MapDisplay& display, const QImage& photograph);

}  // namespace sigscope::ui
