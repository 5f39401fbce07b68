#include "engine/metrics/metric.h"

#include "engine/error.h"
#include "engine/metrics/diffid.h"
#include "engine/metrics/infidelity.h"
#include "engine/metrics/insertion_deletion.h"
#include "engine/metrics/localisation.h"
#include "engine/metrics/map_properties.h"
#include "engine/metrics/model_randomisation.h"
#include "engine/metrics/road.h"
#include "engine/metrics/rounding_stability.h"
#include "engine/metrics/sensitivity_n.h"

namespace sigscope::metrics {

namespace {

/// What is missing for one need, part of a sentence; empty if it is there.
std::string missingFor(MetricNeed need, const MetricContext& context) {
    switch (need) {
        case MetricNeed::Boxes:
        case MetricNeed::Region:
            return context.region.isKnown() ? "" : "a box or a mask of the object";
        case MetricNeed::Method:
            return context.attribute ? "" : "the method that made the map";
        case MetricNeed::Randomised:
            return context.randomised.empty() ? "networks with random layers" : "";
    }
    return {};
}

}  // namespace

std::string MetricContext::lacks(const MetricSpec& spec) const {
    std::string missing;
    for (const MetricNeed need : spec.needs) {
        const std::string what = missingFor(need, *this);
        if (!what.empty()) missing += (missing.empty() ? "" : " and ") + what;
    }
    return missing;
}

const std::vector<Metric>& metrics() {
    static const std::vector<Metric> all{
        roadMetric(),         insertionMetric(),    deletionMetric(),      diffIdMetric(),
        pointingMetric(),     boxMetric(),          maskMetric(),          rankAccuracyMetric(),
        massAccuracyMetric(), rocAreaMetric(),      randomisationMetric(), infidelityMetric(),
        sensitivityMetric(),  completenessMetric(), sparsityMetric(),      roundingMetric()};
    return all;
}

const Metric& metricNamed(const std::string& name) {
    std::string names;
    for (const Metric& metric : metrics()) {
        if (metric.spec.name == name) return metric;
        names += (names.empty() ? "" : ", ") + metric.spec.name;
    }
    throw Error("metrics: '" + name + "' is none of " + names);
}

MetricResult runMetric(const Metric& metric, const MetricContext& context) {
    const std::string missing = context.lacks(metric.spec);
    if (!missing.empty()) throw Error(metric.spec.name + ": needs " + missing);
    return metric.run(context);
}

}  // namespace sigscope::metrics
