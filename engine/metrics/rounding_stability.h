#pragma once

#include <ATen/core/Tensor.h>

#include <optional>

#include "engine/metrics/metric.h"

namespace sigscope::metrics {

/// Pearson's r of a map of x and the map of x + noise, docs/theory/metrics.md#rounding-stability:
/// what is far below 1 where the noise is that of rounding depends on the machine. `noise` [3, H,
/// W] in model space; x' stays. Nothing where a map is the same everywhere.
[[nodiscard]] std::optional<double> roundingStability(const Problem& problem,
                                                      const at::Tensor& attribution,
                                                      const Attribute& attribute,
                                                      const at::Tensor& noise);

[[nodiscard]] Metric roundingMetric();

}  // namespace sigscope::metrics
