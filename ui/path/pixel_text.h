#pragma once

#include <QPoint>
#include <QString>

#include "ui/render/path_frame.h"

namespace sigscope::ui {

/// "x 112 y 87   image 0.42 0.31 0.28   dA/dα +1.0×10⁻⁵   A −1.2×10⁻⁴": the values of the panes
/// that show pixels, at one inside the frame's maps.
[[nodiscard]] QString pixelText(const PathFrame& frame, QPoint pixel);

/// "0.125 cycles per pixel, 45°   spectrum 2.1" at a pixel of the frame's spectrum: the frequency,
/// and the direction in which its wave runs, in [0°, 180°), from the right counter-clockwise.
[[nodiscard]] QString frequencyText(const PathFrame& frame, QPoint pixel);

}  // namespace sigscope::ui
