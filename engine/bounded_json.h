#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

namespace sigscope {

/// Nothing that is read goes deeper than an object of lists of objects of lists; what copies,
/// compares or prints JSON calls itself once for each level.
inline constexpr int deepestJson = 16;

/// What a JSON text may be at most. A value takes many times the text of it.
struct JsonBounds {
    std::size_t bytes;
    std::size_t values;
};

/// Parses a text that nobody vouches for. Throws Error, with the reason alone ("is not JSON"), as
/// soon as it turns out to be none or to exceed `bounds` or deepestJson.
[[nodiscard]] nlohmann::json boundedJson(std::string_view text, const JsonBounds& bounds);

}  // namespace sigscope
