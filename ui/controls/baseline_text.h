#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

#include "engine/api/explain_request.h"

namespace sigscope::ui {

/// How a list names a baseline: as it is given, but for the folder that a picture or a folder is
/// in.
[[nodiscard]] QString baselineText(const BaselineSpec& baseline);

/// The baselines of a request in a line: "black, white, noise × 8".
[[nodiscard]] QString baselinesLine(const ExplainRequest& request);

/// The colour that a baseline is; invalid if it is none.
[[nodiscard]] QColor baselineColour(const BaselineSpec& baseline);

/// A small square of a colour.
[[nodiscard]] QIcon swatch(const QColor& colour);

}  // namespace sigscope::ui
