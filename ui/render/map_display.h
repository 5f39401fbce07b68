#pragma once

#include <optional>

#include "engine/api/attribution_map.h"
#include "ui/render/colour_map.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

/// Which map the last pane shows where there are several baselines.
enum class SoFar {
    Path,    ///< That of the path that is scrubbed, up to α.
    Mean,    ///< Over the baselines.
    Spread,  ///< Standard deviation over the baselines.
};

/// What a map is drawn as.
enum class MapView {
    Plain,           ///< Its colours.
    OverPhotograph,  ///< Its colours over the grey photograph, the denser the larger |A|.
    Mask,            ///< The photograph where |A| is largest, dimmed elsewhere.
    Contour,         ///< The outline of that region on the grey photograph.
};

/// What is behind diverging colours where A is 0.
enum class Ground { White, Dark };

[[nodiscard]] inline Ground groundOf(const Theme& theme) {
    return theme.isDark() ? Ground::Dark : Ground::White;
}

[[nodiscard]] inline ColourMap divergingColours(Ground ground) {
    return ground == Ground::Dark ? ColourMap::BlueBlackRed : ColourMap::BlueWhiteRed;
}

/// What the colour scale of "Added here" is taken from.
enum class StepScale {
    Path,    ///< One for every α: frames can be compared.
    Moment,  ///< Of what is shown alone: what little there is can be seen.
};

/// Whether the whole map shows faintly under the map so far.
enum class Ghost { Shown, Hidden };

constexpr double leastTopShare = 0.005;  ///< That can be chosen.

/// How the maps of a path are drawn: what the user chose, the same for every α.
struct MapDisplay {
    Reduction reduction = Reduction::Signed;
    SoFar soFar = SoFar::Mean;  ///< The result; without several baselines the path's map is.
    ColourMap magnitudeColours = ColourMap::Magma;  ///< Of the spectrum and of absolute maps.
    Ground ground = Ground::White;                  ///< Follows the theme.
    double percentile = usualPercentile;            ///< Of automatic limits.
    std::optional<double> spectrumLimit;  ///< Chosen by hand; else automatic, as are the next two.
    std::optional<double> stepLimit;
    std::optional<double> mapLimit;
    StepScale stepScale = StepScale::Path;
    Ghost ghost = Ghost::Shown;
    MapView view = MapView::Plain;
    double opacity = 0.8;   ///< Of colours over the photograph, at the scale's limit; in [0, 1].
    double topShare = 0.1;  ///< Of the pixels, in mask and outline; in (0, 1].
    double smoothing = 0;   ///< σ of a Gaussian over the map, in pixels of the model's picture.

    /// Colours of the maps of attributions.
    [[nodiscard]] ColourMap mapColours() const {
        return reduction == Reduction::Signed ? divergingColours(ground) : magnitudeColours;
    }
    /// Colours of the last pane: a spread has no sign.
    [[nodiscard]] ColourMap soFarColours() const {
        return soFar == SoFar::Spread ? magnitudeColours : mapColours();
    }
    bool operator==(const MapDisplay&) const = default;
};

}  // namespace sigscope::ui
