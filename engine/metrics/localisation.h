#pragma once

#include <ATen/core/Tensor.h>

#include <optional>

#include "engine/metrics/metric.h"

namespace sigscope::metrics {

// Where a map S [H, W] points, against where the object is (bool, [H, W]):
// docs/theory/metrics.md#localisation. Throw Error where their sizes differ.

/// Whether the map's maximum is in the object. Without tolerance any pixel of maximal S will do;
/// with one, of `tolerance` pixels, the object has to be nearer to the first of them than that.
[[nodiscard]] bool pointsInto(const at::Tensor& map, const at::Tensor& object,
                              double tolerance = 0);

/// The share of the highest pixels, as many as the object has, that are in the object. Nothing of
/// an object without pixels.
[[nodiscard]] std::optional<double> rankAccuracy(const at::Tensor& map, const at::Tensor& object);

/// The share of ΣS that is in the object. Nothing where ΣS = 0.
[[nodiscard]] std::optional<double> massAccuracy(const at::Tensor& map, const at::Tensor& object);

/// The probability that S is higher at a pixel of the object than at another, equal counting half.
/// Nothing where all or no pixels are the object's.
[[nodiscard]] std::optional<double> rocArea(const at::Tensor& map, const at::Tensor& object);

[[nodiscard]] Metric pointingMetric();
[[nodiscard]] Metric boxMetric();
[[nodiscard]] Metric maskMetric();
[[nodiscard]] Metric rankAccuracyMetric();
[[nodiscard]] Metric massAccuracyMetric();
[[nodiscard]] Metric rocAreaMetric();

}  // namespace sigscope::metrics
