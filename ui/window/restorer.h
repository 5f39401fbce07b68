#pragma once

#include <filesystem>

namespace sigscope::ui {

class MessageBar;
class Session;

/// Restores the request of `file` in `session` without running it, and says so, or why it cannot
/// be; false if `file` is no result but a picture.
[[nodiscard]] bool restoreRecipe(const std::filesystem::path& file, Session& session,
                                 MessageBar& messages);

}  // namespace sigscope::ui
