#pragma once

#include <QString>

#include "engine/api/region.h"
#include "ui/render/path_frame.h"

namespace sigscope::ui {

/// "A +0.12, 34 % of ΣA; filled f 0.31": what the map so far has inside a region, which lies in the
/// frame, its share of ΣA up to α, and f where it is filled with the baseline ("…" until that is
/// known), the catalogue's objective of that name. Of a spread, which has no sum, the last alone.
[[nodiscard]] QString regionText(const PathFrame& frame, const MarkedRegion& marked,
                                 const QString& objective);

}  // namespace sigscope::ui
