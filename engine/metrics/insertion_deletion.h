#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "engine/metrics/metric.h"
#include "engine/metrics/scores.h"

namespace sigscope::metrics {

/// The scores of a picture on its way from one to another, pixel by pixel.
struct PixelCurve {
    std::vector<double> share;  ///< Of pixels that were changed: 0 … 1.
    Scores scores;

    /// The area under the probability over the steps, by the trapezoid rule, in [0, 1].
    [[nodiscard]] double area() const;
};

/// A picture `from` [3, H, W] of which `pixelsPerStep` pixels at a time, in `order` [H·W], become
/// those of `to`; the last step may be shorter. ⌈HW / pixelsPerStep⌉ + 1 scores. Throws Stopped.
[[nodiscard]] PixelCurve pixelCurve(const models::Classifier& classifier, int label,
                                    const at::Tensor& order, std::int64_t pixelsPerStep,
                                    const at::Tensor& from, const at::Tensor& to,
                                    const schedule::Turn& turn = {},
                                    const LogitsWatcher& watcher = {});

/// The games of Petsiuk et al. (2018), docs/theory/metrics.md#insertion-and-deletion: x to zero in
/// model space, the mean colour, or to x' (lower is better), and a blurred x to x (higher is
/// better). S [H, W].
[[nodiscard]] PixelCurve deletionCurve(const Problem& problem, int label, const at::Tensor& map,
                                       std::int64_t pixelsPerStep, const schedule::Turn& turn = {},
                                       DeletionEnd end = DeletionEnd::Zero);
[[nodiscard]] PixelCurve insertionCurve(const Problem& problem, int label, const at::Tensor& map,
                                        std::int64_t pixelsPerStep,
                                        const schedule::Turn& turn = {});

[[nodiscard]] Metric insertionMetric();
[[nodiscard]] Metric deletionMetric();

}  // namespace sigscope::metrics
