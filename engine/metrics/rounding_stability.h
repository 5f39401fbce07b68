#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
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

/// The same of the map that is computed with at most `points` in a micro-batch: it is that of x,
/// and only its rounding may be another.
[[nodiscard]] std::optional<double> microBatchStability(const Problem& problem,
                                                        const at::Tensor& attribution,
                                                        const Attribute& attribute,
                                                        std::int64_t points);

[[nodiscard]] Metric roundingMetric();

}  // namespace sigscope::metrics
