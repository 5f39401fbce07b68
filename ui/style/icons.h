#pragma once

#include <QIcon>

namespace sigscope::ui {

/// An icon of our set (resources/icons/NAME.svg), drawn in the text colour of the theme as it is
/// when it is painted, muted when disabled.
[[nodiscard]] QIcon icon(const char* name);

}  // namespace sigscope::ui
