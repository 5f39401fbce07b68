#pragma once

namespace sigscope::ui {

/// Seconds: what is predicted to take longer waits until the user asks for it once more.
inline constexpr double longestUnasked = 60;

}  // namespace sigscope::ui
