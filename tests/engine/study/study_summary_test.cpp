#include "engine/api/study_summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/api/study_page.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

std::vector<StudyRow> rowsOf(const std::string& method, const std::vector<double>& values) {
    std::vector<StudyRow> rows;
    for (std::size_t i = 0; i < values.size(); ++i)
        rows.push_back({"p" + std::to_string(i), "net", method, "drop", values[i]});
    return rows;
}

std::vector<StudyRow> together(std::vector<StudyRow> rows, const std::vector<StudyRow>& more) {
    rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

}  // namespace

TEST_CASE("study summary: the sign-flip test of few pairs is exact", "[quick]") {
    // Of 2³ signs two are as far from 0 as three of one sign: p = 1/4.
    CHECK(signFlipTest(std::vector{1.0, 2.0, 3.0}) == 0.25);
    // ±1 ±2: |mean| ≥ |−1 + 2| by all four.
    CHECK(signFlipTest(std::vector{-1.0, 2.0}) == 1);
    CHECK(signFlipTest(std::vector<double>{}) == 1);
    CHECK(signFlipTest(std::vector<double>(5, 0.0)) == 1);
}

TEST_CASE("study summary: the drawn test of many pairs agrees with the normal distribution",
          "[quick]") {
    // 100 differences of ±1, 60 of them positive: z = 2, with the correction for steps 1.9:
    // p = 0.0569. 10,000 draws are within 4·√(p(1−p)/10,000) < 0.01 of it.
    std::vector<double> differences(100, 1.0);
    std::fill_n(differences.begin(), 40, -1.0);
    CHECK(signFlipTest(differences) == Approx(0.0569).margin(0.01));
    CHECK(signFlipTest(std::vector<double>(100, 1.0)) == Approx(1.0 / 10'001));
}

TEST_CASE("study summary: the interval is that of the mean, and the same each time", "[quick]") {
    std::vector<double> values;
    for (int i = 0; i < 400; ++i) values.push_back(i % 2);
    const Interval interval = bootstrapInterval(values);
    // A mean of 400 fair coins: ±1.96·0.5/20 = ±0.049; quantiles of 10,000 are within 0.004.
    CHECK(interval.low == Approx(0.451).margin(0.004));
    CHECK(interval.high == Approx(0.549).margin(0.004));
    const Interval again = bootstrapInterval(values);
    CHECK((again.low == interval.low && again.high == interval.high));
    const Interval single = bootstrapInterval(std::vector{0.25});
    CHECK((single.low == 0.25 && single.high == 0.25));
    CHECK(std::isnan(bootstrapInterval(std::vector<double>{}).low));
}

TEST_CASE("study summary: methods are ranked by what is better, pairs are of one picture",
          "[quick]") {
    auto rows = together(rowsOf("a", {1, 2, 3}), rowsOf("b", {0, 0, 0, 0}));
    rows.push_back({"p9", "net", "a", "drop", std::nullopt, "cannot be read"});
    MetricSpec lower{"drop", "Drop", ""};
    lower.better = Better::Lower;
    const auto summary = summarise(rows, {lower}, "b");
    REQUIRE(summary.size() == 2);
    CHECK(summary[0].method == "b");
    CHECK(summary[0].rank == 1);
    CHECK_FALSE(summary[0].p);
    CHECK(summary[0].pictures == 4);
    CHECK(summary[1].method == "a");
    CHECK(summary[1].rank == 2);
    CHECK(summary[1].pictures == 3);
    CHECK(summary[1].mean == 2);
    CHECK(summary[1].p == 0.25);  // The three pictures that both have.
    MetricSpec higher{"drop", "Drop", ""};
    CHECK(summarise(rows, {higher})[0].method == "a");
    const Table table = summaryTable(summary, "b");
    CHECK(table.header.size() == table.rows.front().size());
    CHECK(table.rows[1] ==
          std::vector<std::string>{"net", "drop", "a", "3", "2", "1", "3", "0.25", "2"});
}

TEST_CASE("study summary: equal means share a rank", "[quick]") {
    const auto rows = together(together(rowsOf("a", {1}), rowsOf("b", {2})), rowsOf("c", {2}));
    const auto summary = summarise(rows, {{"drop", "Drop", ""}});
    REQUIRE(summary.size() == 3);
    CHECK(summary[0].rank == 1);
    CHECK(summary[1].rank == 1);
    CHECK(summary[2].rank == 3);
}

TEST_CASE("study summary: its page has a table for each metric, and says what is missing",
          "[quick]") {
    std::vector<StudyRow> rows = together(rowsOf("sig", {0.5, 0.75}), rowsOf("ig", {0.25, 0.5}));
    rows.push_back({"p9", "net", "sig", "drop", std::nullopt, "p9: cannot be read"});
    const std::vector<MetricSpec> metrics{{"drop", "Drop", "", Better::Higher}};
    const std::string page = studyPage(rows, summarise(rows, metrics, "ig"), "ig");
    using Catch::Contains;
    CHECK_THAT(page, Catch::StartsWith("# A study of 2 methods\n\nOver 3 pictures by 1 model."));
    CHECK_THAT(page, Contains("pairs against ig"));
    CHECK_THAT(page, Contains("\n## drop, net\n"));
    CHECK_THAT(page, Contains("\n## What has no number\n"));
    CHECK_THAT(page, Contains("drop: p9: cannot be read"));
    CHECK(page.find("sig") < page.find("0.375"));  // The best method first.
    CHECK_THAT(page, !Contains("definitions"));
    CHECK_THAT(studyPage(rows, {}, "", {{"mask-iou", "--support share"}}),
               Contains("\n## By which definitions\n") && Contains("mask-iou") &&
                   Contains("--support share"));
    CHECK_THAT(studyPage({}, {}, ""), !Contains("##") && !Contains("part"));
    CHECK_THAT(studyPage(rows, {}, "", {}, "3 of its 8 maps are still to be measured"),
               Contains("\n\nThis is a report of a part: 3 of its 8 maps are still to be "
                        "measured.\n"));
}
