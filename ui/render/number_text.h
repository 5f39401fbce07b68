#pragma once

#include <QString>

namespace sigscope::ui {

/// `value` with `digits` significant digits as print sets it: a true minus sign, and "1.2 × 10⁻⁵"
/// instead of "1.2e-05" where the plain form would be long.
[[nodiscard]] QString numberText(double value, int digits = 3);

/// `text` with a minus sign in place of each hyphen.
[[nodiscard]] QString withTrueMinus(QString text);

/// "1 evaluation", "80 evaluations".
[[nodiscard]] QString evaluationsText(int count);

/// 10 to the power of `exponent` with raised digits, "10⁻⁵".
[[nodiscard]] QString powerOfTen(int exponent);

}  // namespace sigscope::ui
