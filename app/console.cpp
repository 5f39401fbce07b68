#include "app/console.h"

#include <cstdio>
#include <iostream>

#include "app/complain.h"
#include "engine/api/utf8.h"

namespace sigscope::app {

namespace {

bool isControl(char32_t point) {
    return (point < 0x20 && point != '\n') || (point >= 0x7f && point < 0xa0);
}

/// Marks, embeddings, overrides and isolates of direction (Unicode's bidirectional algorithm, UAX
/// 9), line and paragraph separators, and the tags that no one sees.
bool isUnseen(char32_t point) {
    return point == 0x61c || point == 0x200e || point == 0x200f ||
           (point >= 0x2028 && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069) ||
           (point >= 0xfff9 && point <= 0xfffb) || (point >= 0xe0000 && point < 0xe0080);
}

std::string hexadecimal(const char* format, unsigned number) {
    char text[16];
    std::snprintf(text, sizeof text, format, number);
    return text;
}

/// As JSON and many languages spell it: in UTF-16.
std::string spelt(char32_t point) {
    constexpr char32_t supplementary = 0x10000;
    constexpr const char* format = "\\u%04x";
    if (point < supplementary) return hexadecimal(format, point);
    const char32_t rest = point - supplementary;
    return hexadecimal(format, 0xd800 + (rest >> 10)) +
           hexadecimal(format, 0xdc00 + (rest & 0x3ff));
}

}  // namespace

std::string printable(std::string_view text) {
    std::string plain;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t begin = position;
        const std::optional<char32_t> point = nextCodePoint(text, position);
        if (!point)
            plain += hexadecimal("\\x%02x", static_cast<unsigned char>(text[begin]));
        else if (isControl(*point) || isUnseen(*point))
            plain += spelt(*point);
        else
            plain += text.substr(begin, position - begin);
    }
    return plain;
}

void print(std::string_view text) {
    std::cout << printable(text);
}

ExitStatus printed() {
    if (std::cout.flush()) return ExitStatus::Done;
    return complain(ExitStatus::Failed, "cannot write to standard output");
}

void printError(std::string_view line) {
    std::string text = "sigscope: ";
    for (const char c : printable(line)) text += c == '\n' ? spelt('\n') : std::string(1, c);
    std::cerr << text << std::endl;
}

}  // namespace sigscope::app
