#include "tests/support/agreement.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/problem/map_error.h"

namespace sigscope::golden {

double agreementOf(const at::Tensor& a, const at::Tensor& b, Agreement kind) {
    if (!a.isfinite().all().item<bool>() || !b.isfinite().all().item<bool>()) return 0;
    if (kind != Agreement::SumOnly) return correlation(a, b);
    const double sumA = a.sum().item<double>();
    const double sumB = b.sum().item<double>();
    return std::min(sumA / sumB, sumB / sumA);
}

double leastAgreement(Agreement kind) {
    switch (kind) {
        case Agreement::Rounding:
            return 0.9999;
        case Agreement::Branching:
            return 0.9;
        case Agreement::SumOnly:
            break;
    }
    // Either walk misses the change of f by an error of its own: the order of magnitude is told.
    return 0.5;
}

}  // namespace sigscope::golden
