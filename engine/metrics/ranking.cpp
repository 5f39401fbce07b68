#include "engine/metrics/ranking.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "engine/error.h"

namespace sigscope::metrics {

namespace {

/// A number of a map in the order of its values.
struct KeyedPlace {
    std::uint64_t key;   ///< The lower the greater the value is.
    std::int64_t place;  ///< In the map.
};

/// Equal for equal values, so also for both zeros; what is no number comes first, as Torch has it.
std::uint64_t descendingKey(double value) {
    if (std::isnan(value)) return 0;
    constexpr std::uint64_t sign = std::uint64_t{1} << 63;
    const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
    return bits & sign ? bits : ~(bits | sign);
}

/// By their keys, equal ones in the order that they have: digit by digit, the lowest first. Of
/// single precision's values in double the lower digits are all the same, and cost nothing.
void sortByKey(std::vector<KeyedPlace>& keyed) {
    constexpr int digitBits = 11;
    constexpr std::uint64_t digits = std::uint64_t{1} << digitBits;
    std::vector<KeyedPlace> sorted(keyed.size());
    for (int shift = 0; shift < 64; shift += digitBits) {
        const auto digitOf = [&](const KeyedPlace& one) { return one.key >> shift & (digits - 1); };
        std::array<std::size_t, digits> next{};
        for (const KeyedPlace& one : keyed) ++next[digitOf(one)];
        if (std::ranges::find(next, keyed.size()) != next.end()) continue;
        std::exclusive_scan(next.begin(), next.end(), next.begin(), std::size_t{0});
        for (const KeyedPlace& one : keyed) sorted[next[digitOf(one)]++] = one;
        keyed.swap(sorted);
    }
}

}  // namespace

bool hasOneValuePerPixel(const at::Tensor& attribution) {
    return attribution.eq(attribution.slice(0, 0, 1)).all().item<bool>();
}

at::Tensor sharedOut(const at::Tensor& attribution) {
    const at::Tensor exact = attribution.detach().to(at::kCPU, at::kDouble);
    return hasOneValuePerPixel(exact) ? exact / static_cast<double>(exact.size(0)) : exact;
}

at::Tensor summarise(const at::Tensor& attribution, Summary summary) {
    if (attribution.dim() != 3) throw Error("metrics: a map is to have channels, height and width");
    const at::Tensor exact = attribution.detach().to(at::kCPU, at::kDouble);
    if (hasOneValuePerPixel(exact))
        return summary == Summary::MagnitudeOfSum ? exact[0].abs() : exact[0];
    switch (summary) {
        case Summary::SumOfMagnitudes:
            return exact.abs().sum(0);
        case Summary::MagnitudeOfSum:
            return exact.sum(0).abs();
        case Summary::SignedSum:
            break;
    }
    return exact.sum(0);
}

at::Tensor descendingOrder(const at::Tensor& map) {
    const at::Tensor values = map.detach().flatten().to(at::kCPU, at::kDouble).contiguous();
    const auto numbers = std::span(values.const_data_ptr<double>(), values.numel());
    std::vector<KeyedPlace> keyed;
    keyed.reserve(numbers.size());
    for (const double number : numbers)
        keyed.push_back({descendingKey(number), static_cast<std::int64_t>(keyed.size())});
    sortByKey(keyed);
    at::Tensor order = at::empty({values.numel()}, at::kLong);
    std::ranges::transform(keyed, order.mutable_data_ptr<std::int64_t>(), &KeyedPlace::place);
    return order.to(map.device());
}

at::Tensor meanRanks(const at::Tensor& numbers) {
    const auto [sorted, order] = numbers.sort(/*stable=*/true, 0, /*descending=*/false);
    const auto [values, group, sizes] =
        at::unique_consecutive(sorted, /*return_inverse=*/true, /*return_counts=*/true, 0);
    // A group's last rank is the number of elements up to it.
    const at::Tensor shared = sizes.cumsum(0).to(at::kDouble) - (sizes.to(at::kDouble) - 1) / 2;
    return at::empty_like(shared.index_select(0, group))
        .index_copy_(0, order, shared.index_select(0, group));
}

std::int64_t countOf(double share, std::int64_t count) {
    return static_cast<std::int64_t>(std::floor(share * static_cast<double>(count)));
}

}  // namespace sigscope::metrics
