#pragma once

#include <optional>
#include <vector>

#include "engine/api/attribution_map.h"
#include "engine/api/region.h"
#include "ui/render/colour_map.h"

namespace sigscope {
struct MethodSpec;
}

namespace sigscope::ui {

/// On what a figure shows the map.
enum class FigureGround {
    Crop,      ///< Beside the crop that the model saw, pixel by pixel.
    Original,  ///< Laid back on the whole photograph.
};

/// How a figure shows the map.
struct FigureView {
    FigureGround ground = FigureGround::Crop;
    Reduction reduction = Reduction::Signed;        ///< The sign tells evidence for from against.
    ColourMap magnitudeColours = ColourMap::Magma;  ///< Where the sign is left out.
    double percentile = usualPercentile;            ///< Of an automatic limit.
    std::optional<double> limit{};                  ///< Of the scale; else automatic.
    /// Of the explanation: what is told of its settings is then in words, without what was left as
    /// it was. It outlives the figure.
    const MethodSpec* method = nullptr;
    std::vector<MarkedRegion> regions{};  ///< Framed and told; in the file of curves, along α.
};

}  // namespace sigscope::ui
