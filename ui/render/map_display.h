#pragma once

#include <optional>

#include "engine/api/attribution_map.h"
#include "ui/render/colour_map.h"

namespace sigscope::ui {

/// Which map the last pane shows where there are several baselines.
enum class SoFar {
    Path,    ///< That of the path that is scrubbed, up to α.
    Mean,    ///< Over the baselines.
    Spread,  ///< Standard deviation over the baselines.
};

/// How the maps of a path are drawn: what the user chose, the same for every α.
struct MapDisplay {
    Reduction reduction = Reduction::Signed;
    SoFar soFar = SoFar::Mean;  ///< The result; without several baselines the path's map is.
    ColourMap magnitudeColours = ColourMap::Magma;  ///< Of the spectrum and of absolute maps.
    double percentile = usualPercentile;            ///< Of automatic limits.
    std::optional<double> spectrumLimit;  ///< Chosen by hand; else automatic, as are the next two.
    std::optional<double> stepLimit;
    std::optional<double> mapLimit;

    /// Colours of the maps of attributions.
    [[nodiscard]] ColourMap mapColours() const {
        return reduction == Reduction::Signed ? ColourMap::BlueWhiteRed : magnitudeColours;
    }
    /// Colours of the last pane: a spread has no sign.
    [[nodiscard]] ColourMap soFarColours() const {
        return soFar == SoFar::Spread ? magnitudeColours : mapColours();
    }
    bool operator==(const MapDisplay&) const = default;
};

}  // namespace sigscope::ui
