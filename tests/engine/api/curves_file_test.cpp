#include "engine/api/curves_file.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using sigscope::curvesText;
using sigscope::Explanation;
using sigscope::tests::TemporaryFolder;

namespace {

Explanation curves() {
    Explanation explanation;
    explanation.recipe = "{\"image\":\n{\"name\":\"a&b‹ü>.png\"}}";
    explanation.alphas = {0, 1.0 / 3, 1};
    explanation.f = {1e-300, 0.1, -0.0625};
    explanation.accumulatedSums = {0, 0.05, -0.0625};
    return explanation;
}

}  // namespace

TEST_CASE("curves: the recipe as comment, then numbers that read back", "[quick]") {
    CHECK(curvesText(curves()) ==
          "# {\"image\":\n"
          "# {\"name\":\"a&b‹ü>.png\"}}\n"
          "alpha,f,accumulated_sum\n"
          "0,1e-300,0\n"
          "0.3333333333333333,0.1,0.05\n"
          "1,-0.0625,-0.0625\n");
}

TEST_CASE("curves: a part says so, and keeps its recipe", "[quick]") {
    Explanation explanation = curves();
    explanation.partial = true;
    explanation.evaluations = 8;
    CHECK_THAT(curvesText(explanation),
               Catch::Contains("b‹ü>.png\"}}\n#partial: interrupted after 8 evaluations\nalpha,"));
    // What follows the recipe is no line of it: those begin with "# ".
    CHECK_THAT(curvesText(explanation), !Catch::Contains("# partial"));
}

TEST_CASE("curves: a region has its sum and its f when it is filled", "[quick]") {
    const std::vector<sigscope::MarkedRegion> regions{{{"A", 8, 10, 13, 6}, 0.25},
                                                      {{"B", 0, 0, 2, 2}, {}}};
    const std::string text = curvesText(curves(), regions);
    CHECK_THAT(text, Catch::Contains("\nalpha,f,accumulated_sum,sum_A_x8_y10_13x6,filled_A,"
                                     "sum_B_x0_y0_2x2,filled_B\n"));
    // Without a trace there is no map along the path.
    CHECK_THAT(text, Catch::Contains("\n1,-0.0625,-0.0625,,0.25,,\n"));
}

TEST_CASE("curves: a region's own name is a field of the table, whatever is written in it",
          "[quick]") {
    const std::string text =
        curvesText(curves(), {{{"left ear, \"the big one\"", 1, 2, 3, 4}, {}}});
    CHECK_THAT(text, Catch::Contains(",\"sum_left ear, \"\"the big one\"\"_x1_y2_3x4\","
                                     "\"filled_left ear, \"\"the big one\"\"\"\n"));
}

TEST_CASE("region: sums take the pixels of all channels", "[quick]") {
    sigscope::Array map(3, 3, 4);
    for (std::size_t i = 0; i < map.values.size(); ++i) map.values[i] = static_cast<float>(i);
    // Per channel c: 12 c + {5, 6, 9, 10}.
    CHECK(sigscope::sumOver(map, {"A", 1, 1, 2, 2}) == 3 * 30 + 4 * 12 * 3);
}

TEST_CASE("curves: a method without sums leaves them empty", "[quick]") {
    Explanation explanation = curves();
    explanation.accumulatedSums.clear();
    CHECK_THAT(curvesText(explanation), Catch::Contains("\n1,-0.0625,\n"));
}

TEST_CASE("curves: without a path there is no file", "[quick]") {
    const TemporaryFolder folder;
    Explanation explanation;
    explanation.traits.path = sigscope::PathUse::None;
    const auto written = sigscope::writeCurves(folder.path() / "curves.csv", explanation);
    REQUIRE_FALSE(written.ok());
    CHECK_THAT(written.error(), Catch::Contains("curves.csv: this method has no path"));
    CHECK(folder.entryCount() == 0);
}

TEST_CASE("curves: what a method without a path finds beside its map is a table", "[quick]") {
    const TemporaryFolder folder;
    Explanation explanation;
    explanation.recipe = "{}";
    explanation.traits.path = sigscope::PathUse::None;
    explanation.sideNumbers = {{"lime_r2", "Fit R²", {0.5}},
                               {"lime_weights", "Coefficients", {0.1, -0.25}}};
    CHECK(sigscope::sideNumbersText(explanation) ==
          "# {}\n"
          "name,index,value\n"
          "lime_r2,0,0.5\n"
          "lime_weights,0,0.1\n"
          "lime_weights,1,-0.25\n");
    CHECK(sigscope::writeCurves(folder.path() / "numbers.csv", explanation).ok());
    CHECK(folder.entryCount() == 1);
}
