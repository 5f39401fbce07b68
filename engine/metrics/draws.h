#pragma once

#include <vector>

#include "engine/api/metric.h"

namespace sigscope::metrics {

/// The mean over draws and, of two draws and more, the standard deviation (n − 1) of a number.
[[nodiscard]] MetricResult overDraws(const std::vector<double>& values);

/// The mean over draws of curves of one length, point by point.
[[nodiscard]] std::vector<double> meanCurve(const std::vector<std::vector<double>>& curves);

}  // namespace sigscope::metrics
