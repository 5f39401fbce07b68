#pragma once

#include <QPoint>
#include <QString>

#include "ui/render/path_frame.h"

namespace sigscope::ui {

/// "x 112 y 87   image 0.42 0.31 0.28   spectrum 2.1   step +1.0×10⁻⁵   A −1.2×10⁻⁴": the values of
/// all panes at a pixel inside the frame's maps.
[[nodiscard]] QString pixelText(const PathFrame& frame, QPoint pixel);

}  // namespace sigscope::ui
