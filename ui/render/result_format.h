#pragma once

#include <filesystem>

namespace sigscope::ui {

/// What a result can be saved as.
enum class ResultFormat {
    Arrays,  ///< .npz
    Curves,  ///< .csv
    Figure,  ///< .png, .svg, .pdf
    Unknown,
};

/// By the file's ending, whatever its case.
[[nodiscard]] ResultFormat resultFormat(const std::filesystem::path& file);

/// All endings, for messages.
inline constexpr const char* resultEndings = ".npz, .png, .svg, .pdf and .csv";

}  // namespace sigscope::ui
