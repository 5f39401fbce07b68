#pragma once

#include <filesystem>

#include "engine/api/comparison.h"
#include "engine/api/outcome.h"
#include "ui/render/comparison_view.h"

namespace sigscope::ui {

/// Writes a comparison as what the file's ending says (result_format.h), whole or not at all: .npz
/// its arrays, .csv its table, else its figure as `view` says, which needs a QGuiApplication.
[[nodiscard]] Outcome<Done> writeComparison(const std::filesystem::path& file,
                                            const Comparison& comparison,
                                            const ComparisonView& view);

}  // namespace sigscope::ui
