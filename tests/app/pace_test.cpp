#include "ui/render/pace.h"

#include <catch2/catch.hpp>

#include "tests/app/small_trace.h"
#include "ui/compare/path_alignment.h"

using namespace sigscope;
using namespace sigscope::ui;

namespace {

/// f of a path on which nothing happens, then everything, then nothing: 0.04 until 0.55, 0.92 from
/// 0.63 on.
QList<QPointF> lateRise() {
    return {{0, 0.04}, {0.3, 0.04}, {0.55, 0.04}, {0.59, 0.48}, {0.63, 0.92}, {1, 0.92}};
}

}  // namespace

TEST_CASE("pace: half of the time goes with |Δf|, half with the length", "[quick]") {
    const QList<QPointF> length{{0, 0}, {0.5, 30}, {1, 40}};
    const PathPace pace = PathPace::byChange(lateRise(), length);
    CHECK(pace.timeAt(0.3) == Approx(0.5 * 18 / 40));
    CHECK(pace.timeAt(0.59) == Approx(0.5 * 0.5 + 0.5 * 31.8 / 40));
    for (const double time : {0.0, 0.1, 0.4, 0.77, 1.0})
        CHECK(pace.timeAt(pace.alphaAt(time)) == Approx(time).margin(1e-12));
    CHECK(pace.alphaAt(0) == 0);
    CHECK(pace.alphaAt(1) == 1);
}

TEST_CASE("pace: what is not known, or does not change, takes no part", "[quick]") {
    CHECK(PathPace().alphaAt(0.3) == 0.3);
    CHECK(PathPace::byChange({}, {}).alphaAt(0.3) == 0.3);
    const QList<QPointF> flat{{0, 0.2}, {1, 0.2}};
    CHECK(PathPace::byChange(flat, {{0, 0}, {0.5, 3}, {1, 4}}).timeAt(0.5) == Approx(0.75));
    // Without a length all of the time lies where f changes.
    const PathPace pace = PathPace::byChange(lateRise(), {});
    CHECK(pace.timeAt(0.55) == 0);
    CHECK(pace.timeAt(0.63) == Approx(1));
    CHECK(pace.alphaAt(0.5) == Approx(0.59));
}

TEST_CASE("pace: what falls counts as what rises", "[quick]") {
    // |Δf|: 1/4, 1/2, 1/4 of 4; length: 1/2, 1/4, 1/4 of 8.
    const PathPace pace = PathPace::byChange({{0, 0}, {0.2, 1}, {0.9, -1}, {1, 0}},
                                             {{0, 0}, {0.2, 4}, {0.9, 6}, {1, 8}});
    CHECK(pace.timeAt(0.2) == Approx(0.375));
    CHECK(pace.timeAt(0.9) == Approx(0.75));
}

TEST_CASE("pace: at a time in which nothing happens the last α of it is shown", "[quick]") {
    const PathPace pace = PathPace::byChange({{0, 0}, {0.5, 0.4}, {0.9, 0.4}, {1, 1}}, {});
    CHECK(pace.alphaAt(0.2) == Approx(0.25));
    CHECK(pace.alphaAt(0.4) == Approx(0.9));
    CHECK(pace.alphaAt(0.7) == Approx(0.95));
}

TEST_CASE("pace: a path's own is of its f and of the way that its pictures go", "[quick]") {
    const PathPace pace = paceByChange(std::make_shared<SmallTrace>());
    // f rises as α⁴: half of the time by it alone would end at 0.84.
    CHECK(pace.alphaAt(0.5) > 0.5);
    CHECK(pace.alphaAt(0.5) < 0.84);
    CHECK(pace.alphaAt(0) == 0);
    CHECK(pace.alphaAt(1) == 1);
}

TEST_CASE("pace: a path takes the same time whatever its place is told by", "[quick]") {
    const auto trace = std::make_shared<SmallTrace>();
    const PathPace alone = paceByChange(trace);
    for (const Alignment alignment : {Alignment::Alpha, Alignment::Length, Alignment::Change}) {
        const PathAlignment place(trace, alignment);
        const PathPace pace = paceOfShares(trace, place);
        // At the nodes both are exact: the curves of f and of the length bend there alone.
        for (const PathNode& node : trace->nodes())
            CHECK(pace.timeAt(place.shareAt(node.alpha)) ==
                  Approx(alone.timeAt(node.alpha)).margin(1e-12));
    }
}

TEST_CASE("alignment: a place is told by what paths have in common there", "[quick]") {
    CHECK(shareText(Alignment::Alpha, 0.25) == "α 0.250");
    CHECK(shareText(Alignment::Length, 0.25) == "length 0.250");
    CHECK(shareText(Alignment::Change, 1) == "Δf 1.000");
}
