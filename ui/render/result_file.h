#pragma once

#include <filesystem>

#include "engine/api/explanation.h"
#include "engine/api/outcome.h"
#include "ui/render/figure_view.h"

namespace sigscope::ui {

/// Writes a result as what the file's ending says (result_format.h), whole or not at all. Figures
/// need a QGuiApplication and look as `view` says.
[[nodiscard]] Outcome<Done> writeResult(const std::filesystem::path& file,
                                        const Explanation& explanation, const FigureView& view);

}  // namespace sigscope::ui
