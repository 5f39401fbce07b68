#pragma once

#include <QStringList>
#include <optional>
#include <vector>

#include "engine/api/region.h"
#include "ui/render/path_frame.h"

namespace sigscope::ui {

/// What stands below a pane, as PathPane::setValue() takes it.
struct PaneValue {
    QStringList forms{};  ///< From the longest to the shortest.
    double beyond = 0;    ///< The share of values that the scale clips.
};

/// What is known of the map beside its frame.
struct MapFacts {
    std::optional<double> expectedSum{};     ///< f(γ(1)) − f(γ(0)), what ΣA should come to.
    std::optional<double> relativeSpread{};  ///< ‖spread‖ / ‖mean‖, over several baselines.
};

/// α and f, of which a method without a path has the latter alone; `objective` is the name of f in
/// the catalogue.
[[nodiscard]] PaneValue pointValue(const PathFrame& frame, const MethodTraits& traits,
                                   const QString& objective);
[[nodiscard]] PaneValue spectrumValue(const PathFrame& frame);
[[nodiscard]] PaneValue stepValue(const PathFrame& frame);
/// ΣA, unless it is not meant to be a change of f; of a spread how far the baselines differ.
[[nodiscard]] PaneValue mapValue(const PathFrame& frame, const MethodTraits& traits,
                                 const MapFacts& facts);

/// What is not as usual in a picture: that it is of a band of components, smoothed, cut, on another
/// scale. Empty for nothing.
[[nodiscard]] QString pointTag(const PathFrame& frame);
[[nodiscard]] QString stepTag(const PathFrame& frame);
/// Of the map with a line for each of `regions` that lies in it.
[[nodiscard]] QString mapTag(const PathFrame& frame, const std::vector<MarkedRegion>& regions,
                             const QString& objective);

}  // namespace sigscope::ui
