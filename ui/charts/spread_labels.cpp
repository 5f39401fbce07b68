#include "ui/charts/spread_labels.h"

#include <algorithm>
#include <numeric>

namespace sigscope::ui {

std::vector<double> spreadLabels(const std::vector<double>& wanted, double height, double top,
                                 double bottom) {
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t label) { return wanted[label]; });
    std::vector<double> places(wanted.size());
    // Downwards from the highest, then back up from where the last one went too far.
    double lowest = top - height / 2;
    for (const std::size_t label : order)
        lowest = places[label] = std::max(wanted[label], lowest + height);
    double highest = bottom + height / 2;
    for (auto label = order.rbegin(); label != order.rend(); ++label)
        highest = places[*label] = std::min(places[*label], highest - height);
    return places;
}

}  // namespace sigscope::ui
