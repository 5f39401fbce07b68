#pragma once

#include <string>
#include <vector>

#include "engine/api/metric.h"
#include "engine/api/parameters.h"

namespace sigscope {

/// What of metrics can be chosen. Which metrics heed a parameter, their specs say.
[[nodiscard]] std::vector<ParameterSpec> metricParameters();

/// By which of several definitions a metric's values were taken.
struct MetricSettings {
    std::string metric;
    std::string flags;  ///< All that the metric heeds: "--support mass --support-amount 0.5".

    bool operator==(const MetricSettings&) const = default;
};

/// Those of the metrics called so that have parameters, where `given` were chosen and the others
/// have their defaults.
[[nodiscard]] std::vector<MetricSettings> metricSettings(const std::vector<std::string>& metrics,
                                                         const ParameterValues& given);

}  // namespace sigscope
