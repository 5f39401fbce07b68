#pragma once

#include <ATen/core/Tensor.h>

#include <optional>

#include "engine/metrics/metric.h"

namespace sigscope::metrics {

/// The Gini index of |S| [H, W] (Chalasani et al., 2020), docs/theory/metrics.md#sparsity: 0 where
/// all pixels are equal, nearly 1 where one has it all. Nothing of a map of zeros.
[[nodiscard]] std::optional<double> giniIndex(const at::Tensor& map);

/// |ΣA − (f(x) − f(x'))| as a share of |f(x) − f(x')|, docs/theory/metrics.md#completeness-gap; of
/// a map with one value for each pixel ΣA counts that once. Nothing where f is the same at both.
/// Throws Error as requireChannels().
[[nodiscard]] std::optional<double> completenessGap(const Problem& problem,
                                                    const at::Tensor& attribution);

[[nodiscard]] Metric sparsityMetric();
[[nodiscard]] Metric completenessMetric();

}  // namespace sigscope::metrics
