#include "engine/api/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "engine/api/attribution_map.h"

namespace sigscope {

namespace {

/// The ranks of a map, less their mean, to unit length; empty where there is none, or it is
/// constant.
std::vector<double> normalisedRanks(const Array* attribution) {
    if (attribution == nullptr) return {};
    std::vector<double> ranks =
        averageRanks(reduceChannels(*attribution, Reduction::Absolute).values);
    const double mean = (static_cast<double>(ranks.size()) + 1) / 2;
    for (double& rank : ranks) rank -= mean;
    const double length =
        std::sqrt(std::inner_product(ranks.begin(), ranks.end(), ranks.begin(), 0.0));
    if (length == 0) return {};
    for (double& rank : ranks) rank /= length;
    return ranks;
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

CorrelationMatrix rankCorrelations(const std::vector<const Array*>& attributions) {
    std::vector<std::vector<double>> ranks;
    ranks.reserve(attributions.size());
    for (const Array* attribution : attributions) ranks.push_back(normalisedRanks(attribution));
    CorrelationMatrix matrix(ranks.size(), CorrelationMatrix::value_type(ranks.size()));
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            const bool haveSameSize = !ranks[i].empty() && !ranks[j].empty() &&
                                      attributions[i]->height == attributions[j]->height &&
                                      attributions[i]->width == attributions[j]->width;
            if (!haveSameSize) continue;
            const double product =
                std::inner_product(ranks[i].begin(), ranks[i].end(), ranks[j].begin(), 0.0);
            // Rounding may lead beyond.
            matrix[i][j] = matrix[j][i] = i == j ? 1.0 : std::clamp(product, -1.0, 1.0);
        }
    }
    return matrix;
}

}  // namespace sigscope
