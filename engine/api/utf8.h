#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sigscope {

/// The code point that begins at `position`, which is moved behind it; nothing if no valid one
/// begins there (overlong forms and surrogates are none): then it is moved by one byte.
[[nodiscard]] std::optional<char32_t> nextCodePoint(std::string_view text, std::size_t& position);

/// The text behind the mark U+FEFF, which Windows' editors and spreadsheets begin UTF-8 with.
[[nodiscard]] std::string_view withoutByteOrderMark(std::string_view text);

/// Names of files are bytes; most are UTF-8.
[[nodiscard]] bool isUtf8(std::string_view text);

}  // namespace sigscope
