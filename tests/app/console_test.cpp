#include "app/console.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using sigscope::app::printable;
using namespace std::string_literals;

TEST_CASE("console: what steers a terminal is spelt out", "[quick]") {
    CHECK(printable("\x1b[31mred\x1b[0m\r\a.png") == "\\u001b[31mred\\u001b[0m\\u000d\\u0007.png");
    CHECK(printable("zero\0 and delete\x7f"s) == "zero\\u0000 and delete\\u007f");
    CHECK(printable("\u009b2J, one control in two bytes") == "\\u009b2J, one control in two bytes");
    CHECK(printable("gnp.\u202eexe\u2066\u200f\u061c\u2028") ==
          "gnp.\\u202eexe\\u2066\\u200f\\u061c\\u2028");
    CHECK(printable("tagged\U000e0041") == "tagged\\udb40\\udc41");
}

TEST_CASE("console: what can be read stays, and other bytes are shown", "[quick]") {
    const std::string text = "α, ‹ü›, 🐈, 猫, C:\\cats\nsecond line\n";
    CHECK(printable(text) == text);
    CHECK(printable("caf\xe9.png \x9b \xc3") == "caf\\xe9.png \\x9b \\xc3");
    CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // A surrogate is no character.
}

TEST_CASE("console: JSON means the same afterwards", "[quick]") {
    const nlohmann::json json{{"label", "a\u009b\u202e\U000e0041\x7f\x1b\"\\ü"}};
    const std::string text = printable(json.dump());
    CHECK(text.find("\u202e") == std::string::npos);
    CHECK(nlohmann::json::parse(text) == json);
}
