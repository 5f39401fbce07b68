#pragma once

namespace sigscope::ui {

/// On what a figure shows the map.
enum class FigureView {
    Crop,      ///< Beside the crop that the model saw, pixel by pixel.
    Original,  ///< Laid back on the whole photograph.
};

}  // namespace sigscope::ui
