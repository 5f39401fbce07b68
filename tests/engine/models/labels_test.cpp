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
