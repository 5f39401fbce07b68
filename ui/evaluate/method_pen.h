#pragma once

#include <QPen>
#include <functional>
#include <string>

#include "engine/api/catalogue.h"

namespace sigscope::ui {

/// The line of the method at that place of the catalogue: colours that colour-blind eyes tell apart
/// (Okabe & Ito, 2008), and a dash pattern once they are used up.
[[nodiscard]] QPen methodPen(int method, double width);

/// The line of the method of that name, as wide as curves are.
[[nodiscard]] QPen methodPen(const Catalogue& catalogue, const std::string& name);

/// The lines for print of the methods of `catalogue`, which outlives what is returned. That of
/// random maps is grey: they are the control.
[[nodiscard]] std::function<QPen(const std::string& method)> printedMethodPens(
    const Catalogue& catalogue);

}  // namespace sigscope::ui
