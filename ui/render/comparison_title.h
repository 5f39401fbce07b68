#pragma once

#include <QString>
#include <vector>

#include "engine/api/comparison.h"

namespace sigscope::ui {

[[nodiscard]] bool areOfOnePicture(const std::vector<ComparisonColumn>& columns);

/// Whether those that have an explanation explain one class.
[[nodiscard]] bool areOfOneClass(const std::vector<ComparisonColumn>& columns);

/// What is true of all columns, of which one at least has an explanation: the picture's file and
/// the class, the file alone where they explain several classes, or that there are several
/// pictures.
[[nodiscard]] QString comparisonTitle(const std::vector<ComparisonColumn>& columns);

}  // namespace sigscope::ui
