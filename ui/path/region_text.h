#pragma once

#include <QRect>
#include <QString>

#include "ui/render/path_frame.h"

namespace sigscope::ui {

/// Σ of an attribution [3, H, W] over the pixels of `region`, all channels; in double.
[[nodiscard]] double sumOver(const Array& attribution, QRect region);

/// "region +0.12, 34 % of ΣA": what the map so far has inside `region`, which lies in the frame,
/// and its share of ΣA up to α. Empty where the map is a spread, which has no sum.
[[nodiscard]] QString regionText(const PathFrame& frame, QRect region);

}  // namespace sigscope::ui
