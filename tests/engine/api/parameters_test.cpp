#include "engine/api/parameters.h"

#include <catch2/catch.hpp>
#include <stdexcept>

using namespace sigscope;

namespace {

const ParameterSpec overlap{.name = "overlap",
                            .symbol = "λ",
                            .kind = ParameterSpec::Kind::Real,
                            .minimum = 0,
                            .maximum = 1,
                            .defaultValue = 0.4,
                            .unit = {},
                            .help = {},
                            .equation = {},
                            .choices = {}};

}  // namespace

TEST_CASE("parameters: text and value are each other's inverse", "[quick]") {
    for (const char* text : {"0", "0.1", "0.4", "1", "1e-08"})
        CHECK(toText(parseParameter(overlap, text)) == text);
}

TEST_CASE("parameters: what is out of range or no number is refused with the range", "[quick]") {
    for (const char* text : {"-0.1", "1.01", "nan", "inf", "", "0.4x", "abc"})
        CHECK_THROWS_WITH(parseParameter(overlap, text),
                          Catch::Contains("overlap") && Catch::Contains("from 0 to 1"));
}

TEST_CASE("parameters: a choice is one of its names", "[quick]") {
    ParameterSpec rule;
    rule.name = "rule";
    rule.kind = ParameterSpec::Kind::Choice;
    rule.choices = {{"trapezoid", "", ""}, {"reference", "", ""}};
    CHECK(std::get<std::string>(parseParameter(rule, "reference")) == "reference");
    CHECK_THROWS_WITH(parseParameter(rule, "simpson"), Catch::Contains("trapezoid, reference"));
}
