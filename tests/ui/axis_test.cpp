#include "ui/charts/axis.h"

#include <catch2/catch.hpp>

using namespace sigscope::ui;

TEST_CASE("axis: zooms about what is held and never beyond the whole", "[quick]") {
    Axis axis("α");
    axis.zoomAt(0.5, 0.5);
    CHECK(axis.low() == Approx(0.25));
    CHECK(axis.high() == Approx(0.75));
    CHECK(axis.shareOf(0.5) == Approx(0.5));
    axis.zoomAt(0, 0.5);
    CHECK(axis.low() == Approx(0.25));
    CHECK(axis.high() == Approx(0.5));
    axis.zoomAt(1, 100);
    CHECK(axis.low() == 0);
    CHECK(axis.high() == 1);
}

TEST_CASE("axis: a zoomed one keeps its range while the data grow", "[quick]") {
    Axis axis("f");
    axis.setWhole(0, 0.5);
    CHECK(axis.high() == 0.5);
    axis.zoomAt(0, 0.5);
    axis.setWhole(0, 2);
    CHECK(axis.high() == Approx(0.25));
    axis.reset();
    CHECK(axis.high() == 2);
}

TEST_CASE("axis: a logarithmic one has decades at equal distances", "[quick]") {
    Axis axis("σ", Axis::Scale::Logarithmic);
    axis.setWhole(1e-4, 1);
    CHECK(axis.shareOf(1e-2) == Approx(0.5));
    CHECK(axis.valueAt(0.25) == Approx(1e-3));
    const auto ticks = axis.ticks(8);
    REQUIRE(ticks.size() == 5);
    CHECK(ticks.front().text.toStdString() == "10⁻⁴");
    CHECK(ticks.back().text.toStdString() == "1");
    CHECK(axis.ticks(2).size() <= 3);
    // Within one decade there are round values still.
    axis.zoomAt(0.9, 0.1);
    CHECK(axis.ticks(4).size() >= 2);
}

TEST_CASE("axis: a power of ten goes from the labels of small values into the title", "[quick]") {
    Axis axis("Change of f");
    axis.setWhole(-1e-5, 3e-5);
    CHECK(axis.title().toStdString() == "Change of f (10⁻⁵)");
    const auto ticks = axis.ticks(4);
    REQUIRE(ticks.size() == 5);
    CHECK(ticks.front().text.toStdString() == "−1");
    CHECK(ticks.front().value == Approx(-1e-5));
    CHECK(ticks.back().text.toStdString() == "3");
    axis.setWhole(0, 0.5);
    CHECK(axis.title().toStdString() == "Change of f");
}

TEST_CASE("axis: of ticks that are given, those in the range are shown", "[quick]") {
    Axis axis("gradients", Axis::Scale::Logarithmic);
    axis.setWhole(7, 300);
    axis.setTicks({{8, "8"}, {16, "16"}, {512, "512"}});
    REQUIRE(axis.ticks(10).size() == 2);
    CHECK(axis.ticks(10)[1].text == "16");
}
