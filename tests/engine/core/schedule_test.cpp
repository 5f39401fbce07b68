#include "engine/integration/schedule.h"

#include <algorithm>
#include <set>
#include "tests/support/torch_catch.h"

using namespace sigscope::integration;

namespace {

std::vector<double> inOrder(const Schedule& schedule, std::size_t count) {
    std::vector<double> positions;
    for (std::size_t i = 0; i < count; ++i)
        positions.push_back(schedule.positions[schedule.order[i]]);
    return positions;
}

}  // namespace

TEST_CASE("schedule: every number of steps gives as many nodes, each evaluated once", "[quick]") {
    for (const Rule rule : {Rule::Trapezoid, Rule::Reference})
        for (int steps = 2; steps < 200; ++steps)
            for (const int capacity : {2, 7, 1000}) {
                const Schedule schedule = makeSchedule(rule, steps, capacity);
                const std::set<int> evaluated(schedule.order.begin(), schedule.order.end());
                REQUIRE(static_cast<int>(schedule.positions.size()) == steps);
                REQUIRE(static_cast<int>(evaluated.size()) == steps);
                REQUIRE(std::ranges::is_sorted(schedule.positions));
                REQUIRE(schedule.positions.front() == 0);
                REQUIRE(schedule.positions.back() == 1);
            }
}

TEST_CASE("schedule: dyadic nodes come ends first, then middle, quarters, eighths", "[quick]") {
    const Schedule schedule = makeSchedule(Rule::Trapezoid, 9, 1000);
    CHECK(inOrder(schedule, 9) ==
          std::vector<double>{0, 1, 0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875});
}

TEST_CASE("schedule: a level that is not completed is spread over the path", "[quick]") {
    const Schedule schedule = makeSchedule(Rule::Trapezoid, 200, 1000);
    double widest = 0;
    int inFirstHalf = 0;
    for (std::size_t i = 1; i < schedule.positions.size(); ++i) {
        widest = std::max(widest, schedule.positions[i] - schedule.positions[i - 1]);
        inFirstHalf += schedule.positions[i] < 0.5 ? 1 : 0;
    }
    CHECK(widest == 1.0 / 128);
    CHECK(std::abs(inFirstHalf - 100) <= 1);
}

TEST_CASE("schedule: no more nodes are held than the capacity says", "[quick]") {
    for (const int steps : {129, 200, 2000})
        for (const int capacity : {2, 16, 100}) {
            const int held = peakHeldNodes(makeSchedule(Rule::Trapezoid, steps, capacity));
            // The node just evaluated comes on top of those of the first pass.
            CHECK(held <= capacity + 2);
        }
    CHECK(peakHeldNodes(makeSchedule(Rule::Reference, 2000, 1000)) <= 2);
    CHECK(peakHeldNodes(makeSchedule(Rule::Trapezoid, 129, 1000)) <= 129);
}
