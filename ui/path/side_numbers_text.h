#pragma once

#include <QString>
#include <vector>

#include "engine/api/side_numbers.h"

namespace sigscope::ui {

/// "Fit R² 0.81 · Intercept 0.021 · Coefficients: 57, −0.021 … 0.31"; empty for none.
[[nodiscard]] QString sideNumbersText(const std::vector<SideNumbers>& numbers);

}  // namespace sigscope::ui
