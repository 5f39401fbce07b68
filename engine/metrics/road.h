#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "engine/metrics/metric.h"
#include "engine/metrics/scores.h"

namespace sigscope::metrics {

/// What ROAD draws, the same for all maps that are compared.
struct RoadDraw {
    at::Tensor tie;    ///< ν: standard normal, float32, [H, W]; it breaks ties.
    at::Tensor noise;  ///< Standard normal, float64, [3, H, W]; added to what was imputed.
};

/// The draw of that number, for pictures of that size.
[[nodiscard]] RoadDraw drawRoad(int seed, std::int64_t height, std::int64_t width);

struct RoadOptions {
    std::vector<double> shares{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};  ///< p, in (0, 1).
    Imputer imputer = Imputer::Linear;
    ImputationAccuracy accuracy{};
};

/// Remove and debias (Rong et al., 2022): docs/theory/metrics.md#road. By share p, as in
/// RoadOptions.
struct RoadCurves {
    std::vector<double> shares;
    Scores morf;  ///< Without the p highest.
    Scores lerf;  ///< With the p highest alone: 1 − p was removed.

    /// GAP: the mean of lerf less that of morf. Higher is better.
    [[nodiscard]] double accuracyGap() const;
    [[nodiscard]] double probabilityGap() const;
};

/// The pixels of a map S [H, W] by descending rank, ties broken by ν: int64, [H·W].
[[nodiscard]] at::Tensor roadOrder(const at::Tensor& map, const at::Tensor& tie);

/// Raw pictures [N, 3, H, W], float64, with the pixels of `removed` [N, H, W] imputed.
[[nodiscard]] at::Tensor roadPictures(const at::Tensor& raw, const at::Tensor& removed,
                                      const at::Tensor& noise, const RoadOptions& options);

/// ROAD of a map S [H, W] with the numbers of `draw`, scored by probability and accuracy of
/// `label`. Throws Stopped.
[[nodiscard]] RoadCurves road(const Problem& problem, int label, const at::Tensor& map,
                              const RoadDraw& draw, const RoadOptions& options,
                              const schedule::Turn& turn = {});

[[nodiscard]] Metric roadMetric();

}  // namespace sigscope::metrics
