#pragma once

#include <QImage>
#include <filesystem>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"

namespace sigscope::ui {

/// The figure of one explanation at twice the screen's resolution: the image as the model saw it
/// and the attribution summed over channels, in blue–white–red with 0 in the middle and ± the 99.5
/// % quantile of |A| at the ends, with its colour bar; below, what was explained and how, and both
/// gaps. Needs a QGuiApplication. Null if the explanation has no scene or no attribution.
[[nodiscard]] QImage renderFigure(const Explanation& explanation);

/// Writes that figure as .png with the recipe in a text chunk named "recipe", whole or not at all:
/// an error leaves what was at `file` before.
[[nodiscard]] Outcome<Done> writeFigure(const std::filesystem::path& file,
                                        const Explanation& explanation);

}  // namespace sigscope::ui
