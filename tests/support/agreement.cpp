#include "tests/support/agreement.h"

#include <ATen/ATen.h>

#include "engine/problem/map_error.h"

namespace sigscope::golden {

double agreementOf(const at::Tensor& a, const at::Tensor& b, Agreement kind) {
    if (kind != Agreement::Regional) return correlation(a, b);
    constexpr std::int64_t side = 32;
    const auto regions = [](const at::Tensor& map) {
        return at::avg_pool2d(map.abs().sum(0, /*keepdim=*/true), {side, side});
    };
    return correlation(regions(a), regions(b));
}

double leastAgreement(Agreement kind) {
    switch (kind) {
        case Agreement::Rounding:
            return 0.9999;
        case Agreement::Branching:
            return 0.9;
        case Agreement::Regional:
            break;
    }
    return 0.85;  // Seven computations of one golden had 0.897 to 0.931.
}

}  // namespace sigscope::golden
