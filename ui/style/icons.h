#pragma once

#include <QIcon>

namespace sigscope::ui {

/// An icon of our set (resources/icons/NAME.svg), drawn in the theme's text colour, muted when
/// disabled. Rendered at the sizes and pixel ratios the window needs.
[[nodiscard]] QIcon icon(const char* name);

}  // namespace sigscope::ui
