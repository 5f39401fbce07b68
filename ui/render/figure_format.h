#pragma once

#include <filesystem>
#include <optional>

namespace sigscope::ui {

/// What a figure can be written as.
enum class FigureFormat { Png, Svg, Pdf };

/// By the file's ending, whatever its case; nothing of another one.
[[nodiscard]] std::optional<FigureFormat> figureFormat(const std::filesystem::path& file);

}  // namespace sigscope::ui
