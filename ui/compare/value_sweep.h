#pragma once

#include <QString>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/comparison.h"

namespace sigscope::ui {

/// A number of the method shown that takes one value after another.
struct ValueSweep {
    ExplainRequest shown;
    ParameterSpec parameter;  ///< Real or Integer.
};

/// Most values of one sweep: each is a card.
inline constexpr int mostSweptValues = 50;

/// As they are typed: "0, 0.25, 0.5, 0.75, 1".
[[nodiscard]] QString valuesText(const std::vector<ParameterValue>& values);

/// Reads values with commas, semicolons or spaces between them, each with or without its unit, in
/// their order; what comes twice counts once. Throws std::invalid_argument with a sentence that
/// names the parameter where one is none of its values, or where they are fewer than two or more
/// than mostSweptValues.
[[nodiscard]] std::vector<ParameterValue> parseSweptValues(const ParameterSpec& parameter,
                                                           const QString& text);

}  // namespace sigscope::ui
