#include <catch2/catch.hpp>

#include "app/catalogue_report.h"
#include "tests/app/parsed_line.h"
#include "tests/app/small_catalogue.h"

using namespace sigscope;
using namespace sigscope::app;
using Catch::Contains;

TEST_CASE("command line: help and version are no mistakes", "[quick]") {
    const Answer version = refused(smallCatalogue(), {"--version"});
    CHECK(version.status == ExitStatus::Done);
    CHECK(version.text == "sigscope 0\n");
    const Answer help = refused(smallCatalogue(), {"explain", "--help"});
    CHECK(help.status == ExitStatus::Done);
    CHECK_THAT(help.text, Contains("--overlap") && Contains("0..1") && Contains("2..1000") &&
                              Contains("trapezoid|reference"));
}

TEST_CASE("command line: a method added to the catalogue brings its flags", "[quick]") {
    Catalogue catalogue = smallCatalogue();
    ParameterSpec sigma;
    sigma.name = "sigma-max";
    sigma.kind = ParameterSpec::Kind::Real;
    sigma.maximum = 50;
    sigma.defaultValue = 35.0;
    sigma.unit = "px";
    sigma.help = "Of the widest blur.";
    catalogue.methods.push_back({"dummy", "Dummy", "For this test.", {sigma}});

    const CommandLine line =
        accepted(catalogue, {"explain", "cat.png", "--method", "dummy", "--sigma-max", "12.5"});
    CHECK(line.explain.request.parameters == ParameterValues{{"sigma-max", 12.5}});
    CHECK_THAT(refused(catalogue, {"explain", "--help"}).text,
               Contains("--sigma-max") && Contains("0..50 px") && Contains("Of dummy."));
    CHECK_THAT(methodsReport(catalogue), Contains("--sigma-max") && Contains("default 35") &&
                                             Contains("Goes along a path; "));
    CHECK(refused(catalogue, {"explain", "cat.png", "--sigma-max", "9"}).text ==
          "--sigma-max: sig has no sigma-max; dummy has");
}

TEST_CASE("command line: where methods differ about a flag the help says it of each", "[quick]") {
    Catalogue catalogue = smallCatalogue();
    ParameterSpec count;
    count.name = "count";
    count.kind = ParameterSpec::Kind::Integer;
    count.minimum = 0;
    count.maximum = 9;
    count.defaultValue = std::int64_t{0};
    count.help = "How many.";
    ParameterSpec other = count;
    other.minimum = 2;
    other.defaultValue = std::int64_t{5};
    catalogue.methods = {{"a", "A", "", {count}}, {"b", "B", "", {other}}, {"c", "C", "", {count}}};
    CHECK_THAT(refused(catalogue, {"explain", "--help"}).text,
               Contains("How many. Default 0. Of a, c. Default 5. Of b: 2..9."));
}
