#include "engine/api/study_figures.h"

#include <cmath>
#include <string>
#include <vector>

#include "engine/api/study_page.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

StudyRow valueOf(const std::string& picture, const std::string& method, double value) {
    return {picture, "net", method, "drop", value};
}

MapCurve curveOf(const std::string& method, const std::vector<double>& x,
                 const std::vector<double>& y) {
    return {"p", "net", method, "road", {"MoRF", "share removed", "accuracy", x, y}};
}

std::vector<std::string> picturesOf(const std::vector<StudyRow>& rows) {
    std::vector<std::string> pictures;
    for (const StudyRow& row : rows) pictures.push_back(row.picture);
    return pictures;
}

}  // namespace

TEST_CASE("study figures: a method's cost and worth are medians over pictures with both",
          "[quick]") {
    StudyContents study;
    study.rows = {valueOf("a", "sig", 1), valueOf("b", "sig", 2), valueOf("c", "sig", 30),
                  valueOf("d", "sig", 400), valueOf("a", "ig", 5)};
    study.maps = {{"a", "net", "sig", 10},
                  {"b", "net", "sig", 20},
                  {"c", "net", "sig", 90},
                  {"z", "net", "sig", 1000},
                  {"a", "other", "ig", 1}};
    const auto costs = methodCosts(study, {"ig", "sig"}, "net", "drop");
    REQUIRE(costs.size() == 1);  // ig has no times by this model.
    CHECK(costs[0].method == "sig");
    CHECK(costs[0].seconds == 20);
    CHECK(costs[0].value == 2);
}

TEST_CASE("study figures: curves are averaged point by point where they are defined", "[quick]") {
    CurveMeans means;
    means.add(curveOf("sig", {0.1, 0.2}, {1, std::nan("")}));
    means.add(curveOf("sig", {0.1, 0.2}, {0, 0.5}));
    means.add(curveOf("sig", {0.1, 0.3}, {9, 9}));  // Of other shares.
    means.add(curveOf("random", {0.1, 0.2}, {std::nan(""), 1}));
    MapCurve other = curveOf("sig", {1}, {2});
    other.curve.quantity = "probability";
    means.add(other);
    const auto groups = means.groups();
    REQUIRE(groups.size() == 2);
    REQUIRE(groups[0].curves.size() == 2);
    CHECK(groups[0].axis == "share removed");
    CHECK(groups[0].curves[0].pictures == 2);
    CHECK((groups[0].curves[0].y == std::vector{0.5, 0.5}));
    CHECK(std::isnan(groups[0].curves[1].y[0]));
    CHECK(groups[1].quantity == "probability");
    CHECK((groups[1].curves[0].y == std::vector{2.0}));
}

TEST_CASE("study figures: distributions are ascending, in the order that is asked for", "[quick]") {
    std::vector<StudyRow> rows{valueOf("a", "sig", 3), valueOf("b", "sig", 1),
                               valueOf("a", "ig", 2)};
    rows.push_back({"c", "net", "sig", "drop", std::nullopt, "cannot be read"});
    const auto distributions = distributionsOf(rows, {"sig", "gone", "ig"}, "net", "drop");
    REQUIRE(distributions.size() == 2);
    CHECK(distributions[0].method == "sig");
    CHECK((distributions[0].values == std::vector{1.0, 3.0}));
    CHECK(quantileOf(distributions[0].values, 0.25) == 1.5);
}

TEST_CASE("study figures: the best and the worst pictures follow what is better, and share none",
          "[quick]") {
    const std::vector<StudyRow> rows{valueOf("a", "sig", 3), valueOf("b", "sig", 1),
                                     valueOf("c", "sig", 2), valueOf("z", "ig", 9)};
    const StudySummaryRow of{"net", "drop", "sig", 3, 2, {}, {}, 1};
    const ExtremePictures higher = extremePictures(rows, of, Better::Higher, 2);
    CHECK((picturesOf(higher.best) == std::vector<std::string>{"a", "c"}));
    CHECK((picturesOf(higher.worst) == std::vector<std::string>{"b"}));
    const ExtremePictures lower = extremePictures(rows, of, Better::Lower, 1);
    CHECK((picturesOf(lower.best) == std::vector<std::string>{"b"}));
    CHECK((picturesOf(lower.worst) == std::vector<std::string>{"a"}));
}

TEST_CASE("study figures: an overview has a column for each metric, and gaps where there is none",
          "[quick]") {
    std::vector<StudySummaryRow> summary{{"net", "drop", "sig", 2, 0.5, {0.25, 0.75}, {}, 1},
                                         {"net", "drop/soft", "sig", 2, 9, {9, 9}, {}, 1},
                                         {"net", "road", "ig", 2, 0.125, {0.125, 0.125}, {}, 1},
                                         {"other", "drop", "ig", 2, 7, {7, 7}, {}, 1}};
    const Table table = studyOverview(summary, "net");
    CHECK((table.header == std::vector<std::string>{"method", "drop", "road"}));
    REQUIRE(table.rows.size() == 2);
    CHECK((table.rows[0] == std::vector<std::string>{"sig", "0.5 [0.25, 0.75]", ""}));
    CHECK((table.rows[1] == std::vector<std::string>{"ig", "", "0.125 [0.125, 0.125]"}));
}
