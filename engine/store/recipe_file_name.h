#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sigscope::store {

/// In a recipe, beside the "name" of a file whose name is no UTF-8, as JSON is: its bytes, those
/// that are no letters or digits as %E9 (RFC 3986, 2.1).
inline constexpr const char* nameBytesKey = "name_bytes";

[[nodiscard]] std::string percentEncoded(std::string_view bytes);

/// Nothing if a % is not followed by two hexadecimal digits.
[[nodiscard]] std::optional<std::string> percentDecoded(std::string_view text);

}  // namespace sigscope::store
