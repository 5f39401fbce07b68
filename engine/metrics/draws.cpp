#include "engine/metrics/draws.h"

#include <cmath>
#include <numeric>

namespace sigscope::metrics {

MetricResult overDraws(const std::vector<double>& values) {
    if (values.empty()) return {};
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    MetricResult result{.value = mean};
    if (values.size() < 2) return result;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    result.standardDeviation = std::sqrt(squares / (count - 1));
    return result;
}

std::vector<double> meanCurve(const std::vector<std::vector<double>>& curves) {
    if (curves.empty()) return {};
    std::vector<double> mean(curves.front().size());
    for (const std::vector<double>& curve : curves)
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] += curve[i] / static_cast<double>(curves.size());
    return mean;
}

}  // namespace sigscope::metrics
