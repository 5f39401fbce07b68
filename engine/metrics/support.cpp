#include "engine/metrics/support.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/error.h"
#include "engine/metrics/ranking.h"

namespace sigscope::metrics {

namespace {

/// The lowest value that belongs to the support.
double thresholdOf(const at::Tensor& map, const SupportRule& rule) {
    if (rule.kind == SupportRule::Kind::Fraction) return rule.amount * map.max().item<double>();
    const at::Tensor descending =
        map.flatten().index_select(0, descendingOrder(map)).to(at::kDouble);
    std::int64_t count = 0;
    if (rule.kind == SupportRule::Kind::Share) {
        count = countOf(rule.amount, map.numel());
    } else {
        const double mass = rule.amount * descending.sum().item<double>();
        count = descending.cumsum(0).lt(mass).sum().item<std::int64_t>() + 1;
    }
    const std::int64_t last = std::clamp<std::int64_t>(count, 1, map.numel()) - 1;
    return descending[last].item<double>();
}

/// Marks the pixels that hang together with `first` in `part`, and says how many they are.
std::int64_t fillFrom(std::int64_t first, int number, const at::TensorAccessor<bool, 2>& mask,
                      at::TensorAccessor<int, 2> part) {
    const std::int64_t height = mask.size(0), width = mask.size(1);
    std::vector<std::int64_t> open{first};
    part[first / width][first % width] = number;
    std::int64_t size = 0;
    while (!open.empty()) {
        const std::int64_t y = open.back() / width, x = open.back() % width;
        open.pop_back();
        ++size;
        for (std::int64_t v = std::max<std::int64_t>(y - 1, 0); v <= std::min(y + 1, height - 1);
             ++v)
            for (std::int64_t u = std::max<std::int64_t>(x - 1, 0); u <= std::min(x + 1, width - 1);
                 ++u)
                if (mask[v][u] && part[v][u] == 0) {
                    part[v][u] = number;
                    open.push_back(v * width + u);
                }
    }
    return size;
}

}  // namespace

std::string SupportRule::name() const {
    const char* kinds[] = {"fraction", "share", "mass"};
    return std::string(kinds[static_cast<int>(kind)]) + " " + toText(ParameterValue(amount));
}

at::Tensor supportOf(const at::Tensor& map, const SupportRule& rule) {
    if (!(rule.amount > 0 && rule.amount <= 1))
        throw Error("support: " + rule.name() + " is not above 0 and at most 1");
    return map.ge(thresholdOf(map, rule));
}

at::Tensor largestComponent(const at::Tensor& mask) {
    const at::Tensor wanted = mask.to(at::kCPU, at::kBool).contiguous();
    at::Tensor parts = at::zeros(wanted.sizes(), at::kInt);
    const auto isWanted = wanted.accessor<bool, 2>();
    auto part = parts.accessor<int, 2>();
    int number = 0, largest = 0;
    std::int64_t most = 0;
    for (std::int64_t i = 0; i < wanted.numel(); ++i) {
        const std::int64_t y = i / wanted.size(1), x = i % wanted.size(1);
        if (!isWanted[y][x] || part[y][x] != 0) continue;
        const std::int64_t size = fillFrom(i, ++number, isWanted, part);
        if (size > most) {
            most = size;
            largest = number;
        }
    }
    return number == 0 ? wanted : parts.eq(largest);
}

}  // namespace sigscope::metrics
