#pragma once

#include <vector>

#include "engine/api/table.h"
#include "ui/render/drawing.h"

namespace sigscope::ui {

/// A table for print, in the type and colours of figures; every cell is a text of its own. Needs a
/// QApplication.
[[nodiscard]] Drawing tableDrawing(const Table& table);

/// One below the other, as wide as the widest, on white.
[[nodiscard]] Drawing stacked(std::vector<Drawing> parts);

}  // namespace sigscope::ui
