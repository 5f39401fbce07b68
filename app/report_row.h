#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>

namespace sigscope::app {

/// The characters of a UTF-8 text: bytes that do not continue one.
[[nodiscard]] inline std::size_t widthOf(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// A line of a report for people: the name, then from `column` on the value; after a name that
/// reaches as far, one space behind it.
[[nodiscard]] inline std::string reportRow(const std::string& name, const std::string& value,
                                           std::size_t column) {
    const std::size_t width = widthOf(name);
    return name + std::string(width < column ? column - width : 1, ' ') + value + "\n";
}

/// With that many digits after the point.
[[nodiscard]] inline std::string decimals(double value, int count) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", count, value);
    return text;
}

/// To the right edge of a column.
[[nodiscard]] inline std::string right(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, widthOf(text)), ' ') + text;
}

/// To the left edge of a column.
[[nodiscard]] inline std::string left(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, widthOf(text)), ' ');
}

}  // namespace sigscope::app
