#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/api/explanation.h"

namespace sigscope::ui {

/// A result's file holds what the model saw, and not the photograph around it. `scene` with that of
/// `file`, and with the frame in it that the model saw, by the preprocessing in `recipe` (JSON): to
/// a pixel of the resized photograph. The same scene where what lies in that frame is not what the
/// model saw, or the file cannot be read.
[[nodiscard]] std::shared_ptr<const Scene> withPhotograph(std::shared_ptr<const Scene> scene,
                                                          const std::filesystem::path& file,
                                                          const std::string& recipe);

}  // namespace sigscope::ui
