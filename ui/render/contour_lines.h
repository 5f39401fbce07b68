#pragma once

#include <QLineF>
#include <QList>
#include <vector>

namespace sigscope::ui {

/// Where a function on a grid has the value `level`, as short lines, linear between the points of
/// the grid: columns are x, rows y. `values` are row by row, each of `columns` (at least two).
[[nodiscard]] QList<QLineF> contourLines(const std::vector<double>& values, int columns,
                                         double level);

}  // namespace sigscope::ui
