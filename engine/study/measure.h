#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/metrics/metric.h"

namespace sigscope::study {

/// A number of a map, or why there is none.
struct Measurement {
    std::string metric;  ///< "road"; of its further numbers "road/GAP of probability".
    std::optional<double> value;
    std::string reason{};
    std::vector<MetricCurve> curves{};  ///< What the value was taken of; of further numbers none.
};

/// Throws Error unless `names` are some of metricSpecs(), each once.
void requireMetrics(const std::vector<std::string>& names);

/// The map by each of the metrics. What one of them lacks is its reason; throws metrics::Stopped.
[[nodiscard]] std::vector<Measurement> measure(const metrics::MetricContext& map,
                                               const std::vector<std::string>& names);

/// Each of the metrics without a value, for one reason.
[[nodiscard]] std::vector<Measurement> withoutValues(const std::vector<std::string>& names,
                                                     const std::string& reason);

}  // namespace sigscope::study
