#include "engine/metrics/ranking.h"

#include <ATen/ATen.h>

#include <cmath>

#include "engine/error.h"

namespace sigscope::metrics {

at::Tensor summarise(const at::Tensor& attribution, Summary summary) {
    if (attribution.dim() != 3) throw Error("metrics: a map is to have channels, height and width");
    const at::Tensor exact = attribution.detach().to(at::kCPU, at::kDouble);
    if (exact.size(0) == 1) return exact[0];
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
    return map.flatten().argsort(/*stable=*/true, 0, /*descending=*/true);
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
