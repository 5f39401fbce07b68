#include "engine/study/measure.h"

#include <algorithm>
#include <cmath>

#include "engine/api/evaluation.h"
#include "engine/error.h"
#include "engine/metrics/diffid.h"
#include "engine/metrics/scores.h"

namespace sigscope {

namespace study {

namespace {

MetricResult diffIdOf(const metrics::MetricContext& map, metrics::Score score) {
    Problem problem = map.problem;
    problem.objective.target = map.label;
    return {metrics::diffId(problem, map.attribution, score, map.options.ratios).difference()};
}

const std::vector<metrics::Metric>& knownMetrics() {
    static const std::vector<metrics::Metric> all{
        {{"diffid", "DiffID",
          "How much longer the class stays the likeliest when the least important values are taken "
          "out than when the most important are, -1 to 1."},
         [](const metrics::MetricContext& map) { return diffIdOf(map, metrics::Score::Binary); }},
        {{"diffid-soft", "DiffID of probabilities",
          "The same of the class's probability as a share of what it is at the picture, -1 to 1."},
         [](const metrics::MetricContext& map) { return diffIdOf(map, metrics::Score::Soft); }},
    };
    return all;
}

Measurement measurementOf(const std::string& name, std::optional<double> value,
                          const std::string& why) {
    if (value && std::isfinite(*value)) return {name, value};
    return {name, std::nullopt, why.empty() ? "has no value for this map" : why};
}

}  // namespace

void requireMetrics(const std::vector<std::string>& names) {
    if (names.empty()) throw Error("metrics: at least one is needed");
    std::string all;
    for (const metrics::Metric& metric : knownMetrics())
        all += (all.empty() ? "" : ", ") + metric.spec.name;
    for (const std::string& name : names) {
        const bool isKnown = std::ranges::any_of(
            knownMetrics(), [&](const auto& metric) { return metric.spec.name == name; });
        if (!isKnown) throw Error("metrics: '" + name + "' is none of " + all);
        if (std::ranges::count(names, name) > 1)
            throw Error("metrics: " + name + " is given twice");
    }
}

std::vector<Measurement> measure(const metrics::MetricContext& map,
                                 const std::vector<std::string>& names) {
    std::vector<Measurement> measured;
    for (const metrics::Metric& metric : knownMetrics()) {
        const std::string& name = metric.spec.name;
        if (!std::ranges::count(names, name)) continue;
        if (map.turn.isOver()) throw metrics::Stopped();
        try {
            const MetricResult result = metric.run(map);
            measured.push_back(measurementOf(name, result.value, result.why));
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
    for (const metrics::Metric& metric : study::knownMetrics()) specs.push_back(metric.spec);
    return specs;
}

}  // namespace sigscope
