#include "tests/support/torch_catch.h"

#include "engine/error.h"
#include "engine/models/classifier.h"
#include "engine/models/labels.h"

using Catch::Matchers::Contains;
using sigscope::models::findClass;
using sigscope::models::labelsFor;

TEST_CASE("labels: ImageNet's thousand classes", "[quick]") {
    const auto labels = labelsFor(1000);
    REQUIRE(labels.size() == 1000);
    CHECK(labels[0] == "tench, Tinca tinca");
    CHECK(labels[281] == "tabby, tabby cat");
    CHECK(labels[999] == "toilet tissue, toilet paper, bathroom tissue");
}

TEST_CASE("labels: a class by index, synonym and case", "[quick]") {
    const auto labels = labelsFor(1000);
    CHECK(findClass(labels, "281") == 281);
    CHECK(findClass(labels, "Tabby Cat") == 281);
    CHECK(findClass(labels, " tabby ") == 281);
    CHECK(findClass(labels, "tabby, tabby cat") == 281);
}

TEST_CASE("labels: what names no class is answered with help", "[quick]") {
    const auto labels = labelsFor(1000);
    CHECK_THROWS_WITH(findClass(labels, "1000"), Contains("0 to 999"));
    CHECK_THROWS_WITH(findClass(labels, "-1"), Contains("0 to 999"));
    CHECK_THROWS_WITH(findClass(labels, "99999999999999999999"), Contains("0 to 999"));
    CHECK_THROWS_WITH(findClass(labels, "tabbi"), Contains("'tabby'"));
    CHECK_THROWS_WITH(findClass(labels, "retriever"), Contains("Labrador retriever"));
    CHECK_THROWS_WITH(findClass(labels, "crane"), Contains("134") && Contains("517"));
    CHECK_THROWS_AS(findClass(labels, ""), sigscope::Error);
}

TEST_CASE("labels: a number that is an index and another class's name is refused", "[quick]") {
    // As sorting the names of folders makes them.
    const std::vector<std::string> labels{"1", "10", "11", "2", "3",    "4",
                                          "5", "6",  "7",  "8", "9, 90"};
    CHECK_THROWS_WITH(findClass(labels, "10"), Contains("10 (9, 90)") && Contains("1 (10)") &&
                                                   Contains("index:10") && Contains("label:10"));
    CHECK(findClass(labels, "index:10") == 10);
    CHECK(findClass(labels, "label:10") == 1);
    CHECK(findClass(labels, " index: 3 ") == 3);
    // The name alone, since there is no such index; and the index, since nothing is called so.
    CHECK(findClass(labels, "11") == 2);
    CHECK(findClass(labels, "90") == 10);
    CHECK(findClass(labels, "0") == 0);
    CHECK_THROWS_WITH(findClass(labels, "index:11"), Contains("0 to 10"));
    CHECK_THROWS_WITH(findClass(labels, "label:12"), Contains("no class is called '12'"));
    CHECK_THROWS_WITH(findClass(labels, "-1"), Contains("0 to 10"));
    CHECK_THROWS_WITH(findClass({"7", "7", "a"}, "7"), Contains("several"));
    CHECK(findClass({"a", "2", "2"}, "0") == 0);
}

TEST_CASE("labels: a number that means one class either way is that class", "[quick]") {
    const std::vector<std::string> digits{"0", "1", "2"};
    CHECK(findClass(digits, "2") == 2);
    CHECK(findClass({"-1", "1"}, "-1") == 0);
}
