#pragma once

namespace sigscope::methods {

/// Red, green, blue: of pictures and maps, [3, H, W].
inline constexpr int colourChannels = 3;

}  // namespace sigscope::methods
