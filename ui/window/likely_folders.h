#pragma once

#include <filesystem>
#include <vector>

#include "ui/window/window_options.h"

namespace sigscope::ui {

class Session;

/// Where the files that results name may lie: with the picture that is open, with pictures and
/// models used lately, among the samples.
[[nodiscard]] std::vector<std::filesystem::path> likelyFolders(const Session& session,
                                                               QSettings& settings,
                                                               const WindowOptions& options);

}  // namespace sigscope::ui
