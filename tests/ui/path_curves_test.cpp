#include "ui/charts/path_curves.h"

#include <catch2/catch.hpp>

#include "tests/support/fake_trace.h"

using namespace sigscope;

TEST_CASE("path curves: nodes in any order make one ascending line", "[quick]") {
    ui::PathCurves curves;
    curves.addNodes({{1, 0.7}, {0.5, 0.4}});
    CHECK(curves.change().isEmpty());  // f(γ(0)) is not known yet.
    curves.addNodes({{0, 0.1}});
    REQUIRE(curves.change().size() == 3);
    CHECK(curves.change()[0] == QPointF(0, 0));
    CHECK(curves.change()[1].y() == Approx(0.3));
    CHECK(curves.wholeChange().value() == Approx(0.6));
    CHECK(curves.alphas() == std::vector<double>{0, 0.5, 1});
}

TEST_CASE("path curves: a path begun with a chord starts at f of the baseline", "[quick]") {
    ui::PathCurves curves;
    curves.addNodes({{0, 0.3}, {1, 0.7}});
    curves.setStart(0.1);
    CHECK(curves.change()[0].y() == Approx(0.2));
    CHECK(curves.wholeChange().value() == Approx(0.6));
}

TEST_CASE("path curves: the gap lies between f and ΣA at the same α", "[quick]") {
    const test::FakeTrace trace(test::fakeSubject({}, 16), 9);
    ui::PathCurves curves;
    curves.addNodes({{0.05, 0.021}});
    curves.setTrace(trace, SumGoal::ChangeOfF);
    REQUIRE(curves.sum().size() == 9);
    REQUIRE(curves.changeAtSums().size() == 9);
    for (int k = 0; k < 9; ++k) CHECK(curves.changeAtSums()[k].x() == curves.sum()[k].x());
    CHECK(curves.change().size() == 10);
}

TEST_CASE("path curves: a sum that has no goal is not drawn beside the change of f", "[quick]") {
    const test::FakeTrace trace(test::fakeSubject({}, 16), 9);
    ui::PathCurves curves;
    curves.setTrace(trace, SumGoal::Nothing);
    CHECK(curves.sum().isEmpty());
    CHECK(curves.changeAtSums().isEmpty());
    CHECK(curves.change().size() == 9);
}

TEST_CASE("path curves: heights between the points are interpolated", "[quick]") {
    const QList<QPointF> line{{0, 1}, {0.5, 3}, {1, 0}};
    CHECK(ui::heightAt(line, 0.25).value() == Approx(2));
    CHECK(ui::heightAt(line, 1).value() == Approx(0).margin(1e-12));
    CHECK_FALSE(ui::heightAt(line, 1.1));
    CHECK_FALSE(ui::heightAt({}, 0.5));
}
