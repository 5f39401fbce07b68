#include "engine/api/utf8.h"

#include <catch2/catch.hpp>

using sigscope::isUtf8;
using sigscope::nextCodePoint;
using sigscope::withoutByteOrderMark;

TEST_CASE("utf8: code points of one to four bytes", "[quick]") {
    const std::string_view text = "aü∑🐈";
    std::size_t position = 0;
    for (const char32_t expected : {U'a', U'ü', U'∑', U'🐈'})
        CHECK(nextCodePoint(text, position) == expected);
    CHECK(position == text.size());
    CHECK(isUtf8(text));
}

TEST_CASE("utf8: the mark at the beginning is left out, and no other", "[quick]") {
    CHECK(withoutByteOrderMark("\xef\xbb\xbfpath") == "path");
    CHECK(withoutByteOrderMark("pa\xef\xbb\xbfth") == "pa\xef\xbb\xbfth");
    CHECK(withoutByteOrderMark("").empty());
}

TEST_CASE("utf8: what is none is passed byte by byte", "[quick]") {
    for (const char* text :
         {"\xe9", "\xc3", "\xe2\x88", "\xc0\xaf", "\xed\xa0\x80", "\xf5", "\xf4\x90\x80\x80"}) {
        std::size_t position = 0;
        CHECK_FALSE(nextCodePoint(text, position));
        CHECK(position == 1);
        CHECK_FALSE(isUtf8(text));
    }
}
