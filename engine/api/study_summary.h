#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/api/study.h"

namespace sigscope {

/// Ends of a 95 % interval.
struct Interval {
    double low = 0;
    double high = 0;
};

/// The value at `share` in [0, 1] of ascending values, at least one; by position between the two
/// nearest, as NumPy's default.
[[nodiscard]] double quantileOf(const std::vector<double>& sorted, double share);

/// Which values of the metric are better: of "road/GAP of accuracy" as of road; Neither of one that
/// `metrics` does not have.
[[nodiscard]] Better betterOf(const std::vector<MetricSpec>& metrics, const std::string& name);

/// Of the mean: the 2.5 % and 97.5 % quantiles of the means of resamples with replacement (Efron,
/// 1979). The same values give the same interval. NaN of none.
[[nodiscard]] Interval bootstrapInterval(std::span<const double> values);

/// How likely the mean of `differences` would be as far from 0, were their signs a matter of
/// chance: Fisher's randomisation test of pairs, two-sided, in (0, 1]. All signs are tried of few
/// pairs, 10,000 draws of many. 1 of none.
[[nodiscard]] double signFlipTest(std::span<const double> differences);

/// A method by one metric, over the pictures that have a value.
struct StudySummaryRow {
    std::string model;
    std::string metric;
    std::string method;
    int pictures = 0;
    double mean = 0;
    Interval interval;
    /// signFlipTest() of the pictures that this method and the chosen one both have; nothing of
    /// the chosen one itself, or without one.
    std::optional<double> p;
    int rank = 0;  ///< Among the methods of the model and metric, by the mean: 1 is the best, 0 for
                   ///< no rank.
};

/// By model and metric, the best method first. `against` is a method of `rows`, or empty.
[[nodiscard]] std::vector<StudySummaryRow> summarise(const std::vector<StudyRow>& rows,
                                                     const std::vector<MetricSpec>& metrics,
                                                     const std::string& against = {});

/// The models of a summary, in its order.
[[nodiscard]] std::vector<std::string> summarisedModels(
    const std::vector<StudySummaryRow>& summary);

/// Whether a metric is a further number of another, as "road/GAP of accuracy" is of road.
[[nodiscard]] bool isPartOfMetric(const std::string& metric);

[[nodiscard]] Table summaryTable(const std::vector<StudySummaryRow>& rows,
                                 const std::string& against);

}  // namespace sigscope
