#include "engine/api/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "engine/api/attribution_map.h"

namespace sigscope {

namespace {

/// `values` less their mean, to unit length; empty where they are all the same.
std::vector<double> normalised(std::vector<double> values) {
    if (values.empty() || std::ranges::min(values) == std::ranges::max(values)) return {};
    const double mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    for (double& value : values) value -= mean;
    const double length =
        std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0));
    for (double& value : values) value /= length;
    return values;
}

/// The correlations of what `valuesOf` gives for each map's magnitudes.
template <typename ValuesOf>
CorrelationMatrix correlationsOf(const std::vector<const Array*>& attributions, ValuesOf valuesOf) {
    std::vector<std::vector<double>> values;
    values.reserve(attributions.size());
    for (const Array* attribution : attributions)
        values.push_back(
            attribution == nullptr
                ? std::vector<double>()
                : normalised(valuesOf(reduceChannels(*attribution, Reduction::Absolute).values)));
    CorrelationMatrix matrix(values.size(), CorrelationMatrix::value_type(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            const bool haveSameSize = !values[i].empty() && !values[j].empty() &&
                                      attributions[i]->height == attributions[j]->height &&
                                      attributions[i]->width == attributions[j]->width;
            if (!haveSameSize) continue;
            const double product =
                std::inner_product(values[i].begin(), values[i].end(), values[j].begin(), 0.0);
            // Rounding may lead beyond.
            matrix[i][j] = matrix[j][i] = i == j ? 1.0 : std::clamp(product, -1.0, 1.0);
        }
    }
    return matrix;
}

}  // namespace

std::vector<double> averageRanks(const std::vector<float>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&values](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
        while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
        // Of the ranks first + 1 … end.
        const double shared = (static_cast<double>(first + end) + 1) / 2;
        for (std::size_t i = first; i < end; ++i) ranks[order[i]] = shared;
    }
    return ranks;
}

Array rankedMagnitudes(const Array& map) {
    Array ranked = map;
    std::vector<float> magnitudes(map.values.size());
    std::ranges::transform(map.values, magnitudes.begin(), [](float v) { return std::abs(v); });
    const std::vector<double> ranks = averageRanks(magnitudes);
    const double last = static_cast<double>(ranks.size()) - 1;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (map.values[i] == 0) continue;
        const double place = last > 0 ? (ranks[i] - 1) / last : 0.5;
        ranked.values[i] = std::copysign(static_cast<float>(place), map.values[i]);
    }
    return ranked;
}

CorrelationMatrix valueCorrelations(const std::vector<const Array*>& attributions) {
    return correlationsOf(attributions, [](const std::vector<float>& magnitudes) {
        return std::vector<double>(magnitudes.begin(), magnitudes.end());
    });
}

CorrelationMatrix rankCorrelations(const std::vector<const Array*>& attributions) {
    return correlationsOf(attributions, averageRanks);
}

}  // namespace sigscope
