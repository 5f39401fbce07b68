#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "engine/metrics/metric.h"

namespace sigscope::metrics {

/// Infidelity (Yeh et al., 2019): docs/theory/metrics.md#infidelity-and-sensitivity-n.
struct Infidelity {
    double asGiven = 0;  ///< mean_j (Σ I_j ⊙ A − (f(x) − f(x − I_j)))²; lower is better.
    double scaled = 0;   ///< The same of β·A, β the factor for which it is least.
    double factor = 0;   ///< β; 0 where no I sees anything of A.
};

/// Of perturbations I [N, 3, H, W] in model space and a map A [3, H, W] of the problem's f, of
/// which one value for each pixel is shared out (ranking.h). Throws Error for a map that has not
/// one value for each channel, and Stopped.
[[nodiscard]] Infidelity infidelity(const Problem& problem, const at::Tensor& attribution,
                                    const at::Tensor& perturbations,
                                    const schedule::Turn& turn = {});

/// `count` normal perturbations like `input` [3, H, W], on the CPU, float64.
[[nodiscard]] at::Tensor drawPerturbations(int seed, std::int64_t count, const at::Tensor& input,
                                           double deviation);

[[nodiscard]] Metric infidelityMetric();

}  // namespace sigscope::metrics
