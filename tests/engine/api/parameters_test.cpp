#include "engine/api/parameters.h"

#include <catch2/catch.hpp>
#include <stdexcept>

using namespace sigscope;

namespace {

ParameterSpec overlap() {
    return {.name = "overlap",
            .symbol = "λ",
            .kind = ParameterSpec::Kind::Real,
            .minimum = 0,
            .maximum = 1,
            .defaultValue = 0.4,
            .unit = {},
            .help = {},
            .equation = {},
            .choices = {}};
}

}  // namespace

TEST_CASE("parameters: text and value are each other's inverse", "[quick]") {
    for (const char* text : {"0", "0.1", "0.4", "1", "1e-08"})
        CHECK(toText(parseParameter(overlap(), text)) == text);
}

TEST_CASE("parameters: what is out of range or no number is refused with the range", "[quick]") {
    for (const char* text : {"-0.1", "1.01", "nan", "inf", "", "0.4x", "abc"})
        CHECK_THROWS_WITH(parseParameter(overlap(), text),
                          Catch::Contains("overlap") && Catch::Contains("from 0 to 1"));
}

TEST_CASE("parameters: a number may be followed by its unit", "[quick]") {
    ParameterSpec tolerance = overlap();
    tolerance.name = "tolerance";
    tolerance.unit = "%";
    for (const char* text : {"0.5", "0.5%", "0.5 %"})
        CHECK(std::get<double>(parseParameter(tolerance, text)) == 0.5);
    for (const char* text : {"%", "0.5 px", "0.5%%", "2%"})
        CHECK_THROWS_AS(parseParameter(tolerance, text), std::invalid_argument);
    CHECK_THROWS_AS(parseParameter(overlap(), "0.5%"), std::invalid_argument);
}

TEST_CASE("parameters: a choice is one of its names", "[quick]") {
    ParameterSpec rule;
    rule.name = "rule";
    rule.kind = ParameterSpec::Kind::Choice;
    rule.choices = {{"trapezoid", "", ""}, {"reference", "", ""}};
    CHECK(std::get<std::string>(parseParameter(rule, "reference")) == "reference");
    CHECK_THROWS_WITH(parseParameter(rule, "simpson"), Catch::Contains("trapezoid, reference"));
}

TEST_CASE("parameters: three numbers, each in the range", "[quick]") {
    ParameterSpec mean;
    mean.name = "mean";
    mean.kind = ParameterSpec::Kind::PerChannel;
    mean.maximum = 255;
    CHECK(std::get<Triple>(parseParameter(mean, "0.25,0,255")) == Triple{0.25, 0, 255});
    for (const char* text : {"0.485,0.456,0.406", "0,1,255"})
        CHECK(toText(parseParameter(mean, text)) == text);
    for (const char* text : {"", ",,", "1", "1,2", "1,2,", "1,2,3,", "1,2,3,4", "1,2,256", "1,-1,2",
                             "1, 2,3", "nan,1,2", "a,b,c"})
        CHECK_THROWS_WITH(parseParameter(mean, text),
                          Catch::Contains("mean: ") && Catch::Contains("three numbers from 0"));
}

TEST_CASE("parameters: a size is one number, or a height and a width", "[quick]") {
    ParameterSpec size;
    size.name = "input-size";
    size.kind = ParameterSpec::Kind::Size;
    size.minimum = 16;
    size.maximum = 2048;
    size.unit = "px";
    for (const char* text : {"224", "224x320", "16x2048"})
        CHECK(toText(parseParameter(size, text)) == text);
    CHECK(parseParameter(size, "224x224") == ParameterValue(std::int64_t{224}));
    CHECK(toText(parseParameter(size, "224x320 px")) == "224x320");
    for (const char* text : {"", "x", "224x", "x224", "224x15", "2049", "224x320x3", "224 x 320"})
        CHECK_THROWS_WITH(parseParameter(size, text),
                          Catch::Contains("is not a size from 16 to 2048"));
}

TEST_CASE("parameters: flags in the order of their descriptions", "[quick]") {
    ParameterSpec second;
    second.name = "beta";
    CHECK(
        flagsText({overlap(), second}, {{"beta", std::int64_t{2}}, {"overlap", 0.5}, {"x", 1.0}}) ==
        "--overlap 0.5 --beta 2");
    CHECK(flagsText({overlap()}, {}).empty());
}
