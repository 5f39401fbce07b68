#include "ui/compare/card_order.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "ui/compare/comparison_runs.h"

namespace sigscope::ui {

namespace {

double figureOf(const ComparedColumn& column, CardOrder order) {
    constexpr double none = std::numeric_limits<double>::infinity();
    if (order == CardOrder::Added) return 0;
    if (!column.isWhole()) return none;
    const Explanation& explanation = *column.column.explanation;
    switch (order) {
        case CardOrder::MapError:
            return explanation.mapError.value_or(none);
        case CardOrder::PathGap: {
            const Completeness& sums = explanation.completeness;
            const double whole = sums.fInput - sums.fBaseline;
            if (!explanation.traits.isComplete() || whole == 0) return none;
            return std::abs(sums.pathGap() / whole);
        }
        case CardOrder::Evaluations:
            return explanation.evaluations;
        case CardOrder::Seconds:
            return explanation.seconds;
        default:
            return none;
    }
}

}  // namespace

std::vector<std::size_t> inOrder(const std::vector<ComparedColumn>& columns, CardOrder order) {
    std::vector<std::size_t> places(columns.size());
    std::iota(places.begin(), places.end(), 0);
    std::ranges::stable_sort(places, {},
                             [&](std::size_t column) { return figureOf(columns[column], order); });
    return places;
}

}  // namespace sigscope::ui
