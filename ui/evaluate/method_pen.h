#pragma once

#include <QPen>

namespace sigscope::ui {

/// The line of the method at that place of the catalogue: colours that colour-blind eyes tell apart
/// (Okabe & Ito, 2008), and a dash pattern once they are used up.
[[nodiscard]] QPen methodPen(int method, double width);

}  // namespace sigscope::ui
