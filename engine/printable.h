#pragma once

#include <algorithm>
#include <string>

namespace sigscope {

/// `text` of a file as one line of printable ASCII: whatever else is in it becomes '?'.
[[nodiscard]] inline std::string printableAscii(std::string text) {
    std::ranges::replace_if(text, [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
    return text;
}

}  // namespace sigscope
