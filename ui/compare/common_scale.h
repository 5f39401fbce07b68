#pragma once

#include <QString>
#include <vector>

#include "engine/api/catalogue.h"
#include "ui/compare/comparison_runs.h"

namespace sigscope::ui {

/// Why maps of these columns cannot have one scale: their values are of different f, or of
/// different models'. Empty if they can.
[[nodiscard]] QString oneScaleRefusal(const std::vector<ComparedColumn>& columns,
                                      const Catalogue& catalogue);

}  // namespace sigscope::ui
