#pragma once

#include "engine/api/parameters.h"
#include "engine/metrics/metric.h"

namespace sigscope::metrics {

/// The options with `values` of metricParameters() (api/metric_settings.h) in place of defaults.
/// Throws Error naming the parameter for a value that its spec does not allow, and for another
/// name.
[[nodiscard]] MetricOptions metricOptions(const ParameterValues& values);

}  // namespace sigscope::metrics
