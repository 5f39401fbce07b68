#include "engine/api/utf8.h"

#include <cstdint>

namespace sigscope {

namespace {

/// How many bytes follow this one in a code point; nothing if none begins with it.
std::optional<int> followers(std::uint8_t lead) {
    if (lead < 0x80) return 0;
    if (lead >= 0xc2 && lead < 0xe0) return 1;
    if (lead >= 0xe0 && lead < 0xf0) return 2;
    if (lead >= 0xf0 && lead < 0xf5) return 3;
    return std::nullopt;
}

}  // namespace

std::optional<char32_t> nextCodePoint(std::string_view text, std::size_t& position) {
    const std::size_t begin = position++;
    const auto lead = static_cast<std::uint8_t>(text[begin]);
    const std::optional<int> count = followers(lead);
    if (!count) return std::nullopt;
    if (*count == 0) return lead;
    char32_t point = lead & (0x3fU >> *count);
    std::size_t next = begin + 1;
    for (int i = 0; i < *count; ++i, ++next) {
        if (next == text.size() || (static_cast<std::uint8_t>(text[next]) & 0xc0) != 0x80)
            return std::nullopt;
        point = (point << 6) | (static_cast<std::uint8_t>(text[next]) & 0x3fU);
    }
    constexpr char32_t smallest[]{0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xd800 && point < 0xe000;
    if (point < smallest[*count] || surrogate || point > 0x10ffff) return std::nullopt;
    position = next;
    return point;
}

std::string_view withoutByteOrderMark(std::string_view text) {
    constexpr std::string_view mark = "\xef\xbb\xbf";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

bool isUtf8(std::string_view text) {
    for (std::size_t position = 0; position < text.size();)
        if (!nextCodePoint(text, position)) return false;
    return true;
}

}  // namespace sigscope
