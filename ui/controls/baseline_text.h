#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

#include "engine/api/explain_request.h"

namespace sigscope::ui {

/// How a list names a baseline that is no name of the catalogue: a colour as it is, a picture or a
/// folder without the folder it is in.
[[nodiscard]] QString baselineText(const std::string& baseline);

/// The baselines of a request in a line: "black, white, noise × 8".
[[nodiscard]] QString baselinesLine(const ExplainRequest& request);

/// The colour that a baseline is; invalid if it is none.
[[nodiscard]] QColor baselineColour(const std::string& baseline);

/// A small square of a colour.
[[nodiscard]] QIcon swatch(const QColor& colour);

}  // namespace sigscope::ui
