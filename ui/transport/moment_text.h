#pragma once

#include <QString>
#include <vector>

#include "engine/api/map_moments.h"

namespace sigscope::ui {

/// The moments of a row lie evenly on the scrubber, from 0 to 1: where the one of `index` does, and
/// which lies nearest to `position`.
[[nodiscard]] double positionOf(const MapMoments& moments, std::size_t index);
[[nodiscard]] std::size_t momentAt(const MapMoments& moments, double position);
[[nodiscard]] std::vector<double> positionsOf(const MapMoments& moments);

/// "4,000 masks", "1,024 of 4,000 masks · sampling error 4.2 %", "layer 3 of 9 · layer2",
/// "region 12 of 96".
[[nodiscard]] QString momentText(const MapMoment& moment);

/// What is shown one after another although there is no path, as a sentence.
[[nodiscard]] QString momentsSentence(MomentKind kind);

}  // namespace sigscope::ui
