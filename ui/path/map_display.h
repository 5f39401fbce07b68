#pragma once

#include <optional>

#include "engine/api/attribution_map.h"
#include "ui/colour/colour_map.h"

namespace sigscope::ui {

/// How the maps of a path are drawn: what the user chose, the same for every α.
struct MapDisplay {
    static constexpr double usualPercentile = 99.5;

    Reduction reduction = Reduction::Signed;
    ColourMap magnitudeColours = ColourMap::Magma;  ///< Of the spectrum and of absolute maps.
    /// An automatic limit leaves this share of the magnitudes below it, in percent: a few large
    /// values would make everything else pale.
    double percentile = usualPercentile;
    std::optional<double> spectrumLimit;  ///< Chosen by hand; else automatic, as are the next two.
    std::optional<double> stepLimit;
    std::optional<double> mapLimit;

    /// Colours of the maps of attributions.
    [[nodiscard]] ColourMap mapColours() const {
        return reduction == Reduction::Signed ? ColourMap::BlueWhiteRed : magnitudeColours;
    }
    bool operator==(const MapDisplay&) const = default;
};

}  // namespace sigscope::ui
