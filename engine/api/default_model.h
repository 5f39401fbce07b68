#pragma once

namespace sigscope {

/// The model that is taken where none is named; it comes with the program.
inline constexpr const char* defaultModel = "efficientnet-lite0";

}  // namespace sigscope
