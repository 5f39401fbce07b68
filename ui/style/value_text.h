#pragma once

#include <QString>
#include <vector>

#include "engine/api/forecast.h"

namespace sigscope::ui {

/// numberText with a sign always: "+0.021".
[[nodiscard]] QString signedText(double value, int significant = 3);

/// "0.430": fixed decimals with a true minus sign.
[[nodiscard]] QString fixedText(double value, int decimals);

/// "1.8 %" of a share; "< 0.1 %" rather than a zero that is none.
[[nodiscard]] QString percentText(double share);

/// A probability: "39 %", "1.2 %", "0.064 %", "99.96 %"; "< 0.001 %" rather than a zero that is
/// none.
[[nodiscard]] QString probabilityText(double probability);

/// A value of f, which the catalogue's objective of that name is: a probability as
/// probabilityText(), another one as numberText().
[[nodiscard]] QString objectiveText(double f, const QString& objective);

/// "+0.23, 38 % of ΣA": what a part of a map has. It can have more than all, and less than nothing:
/// others take away from it.
[[nodiscard]] QString shareOfSumText(double part, double sum);

/// "4.2 s", "42 s", "9 min 42 s", "2 h 5 min".
[[nodiscard]] QString durationText(double seconds);

/// A prediction, no more exact than it deserves: "≈ 42 s", "≈ 54 min", "≈ 2.5 h"; "< 0.1 s" rather
/// than a zero.
[[nodiscard]] QString predictionText(double seconds);

/// What a run would take: likewise, "≤ 54 min" where that is a bound, "…" where it is not known
/// yet.
[[nodiscard]] QString forecastText(const Forecast& forecast);

struct Tick {
    double value = 0;
    QString text;
    bool operator==(const Tick&) const = default;
};

/// Round ticks (1, 2, 5 · 10ᵏ) inside [low, high], about `wanted` of them, written alike.
[[nodiscard]] std::vector<Tick> niceTicks(double low, double high, int wanted);

}  // namespace sigscope::ui
