#pragma once

#include <filesystem>
#include <functional>

namespace sigscope::ui {

class MessageBar;
class Session;

/// Restores the request of `file` in `session` without running it, and says so, or why it cannot
/// be; false if `file` is no result but a picture. `allowCode` is asked where the model is a
/// program, which no recipe allows; if it may not run, nothing changes.
[[nodiscard]] bool restoreRecipe(
    const std::filesystem::path& file, Session& session, MessageBar& messages,
    const std::function<bool(const std::filesystem::path& model)>& allowCode);

}  // namespace sigscope::ui
