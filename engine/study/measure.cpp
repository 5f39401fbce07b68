#include "engine/study/measure.h"

#include <algorithm>
#include <cmath>

#include "engine/api/evaluation.h"
#include "engine/error.h"
#include "engine/metrics/scores.h"

namespace sigscope {

namespace study {

namespace {

Measurement measurementOf(const std::string& name, std::optional<double> value,
                          const std::string& why) {
    if (value && std::isfinite(*value)) return {name, value};
    return {name, std::nullopt, why.empty() ? "has no value for this map" : why};
}

}  // namespace

void requireMetrics(const std::vector<std::string>& names) {
    if (names.empty()) throw Error("metrics: at least one is needed");
    for (const std::string& name : names) {
        static_cast<void>(metrics::metricNamed(name));
        if (std::ranges::count(names, name) > 1)
            throw Error("metrics: " + name + " is given twice");
    }
}

std::vector<Measurement> measure(const metrics::MetricContext& map,
                                 const std::vector<std::string>& names) {
    std::vector<Measurement> measured;
    for (const metrics::Metric& metric : metrics::metrics()) {
        const std::string& name = metric.spec.name;
        if (!std::ranges::count(names, name)) continue;
        metrics::requireTurn(map.turn);
        try {
            const MetricResult result = metrics::runMetric(metric, map);
            measured.push_back(measurementOf(name, result.value, result.why));
            measured.back().curves = result.curves;
            for (const NamedValue& part : result.parts)
                measured.push_back(measurementOf(name + "/" + part.name, part.value, result.why));
        } catch (const Error& error) {
            measured.push_back({name, std::nullopt, error.what()});
        }
    }
    return measured;
}

std::vector<Measurement> withoutValues(const std::vector<std::string>& names,
                                       const std::string& reason) {
    std::vector<Measurement> measured;
    for (const std::string& name : names) measured.push_back({name, std::nullopt, reason});
    return measured;
}

}  // namespace study

std::vector<MetricSpec> metricSpecs() {
    std::vector<MetricSpec> specs;
    for (const metrics::Metric& metric : metrics::metrics()) specs.push_back(metric.spec);
    return specs;
}

}  // namespace sigscope
