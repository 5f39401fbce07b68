#pragma once

#include <string>
#include <vector>

#include "engine/api/study_contents.h"
#include "engine/api/study_summary.h"

namespace sigscope {

// What figures of a study show, as numbers.

/// What a method costs and what it is worth: medians over the pictures that have both.
struct MethodCost {
    std::string method;
    double seconds = 0;  ///< Of a map.
    double value = 0;    ///< By the metric.
};

/// In the order of `methods`; those without times or values are left out.
[[nodiscard]] std::vector<MethodCost> methodCosts(const StudyContents& study,
                                                  const std::vector<std::string>& methods,
                                                  const std::string& model,
                                                  const std::string& metric);

/// A method's values by a metric, ascending.
struct Distribution {
    std::string method;
    std::vector<double> values;
};

/// In the order of `methods`; those without values are left out.
[[nodiscard]] std::vector<Distribution> distributionsOf(const std::vector<StudyRow>& rows,
                                                        const std::vector<std::string>& methods,
                                                        const std::string& model,
                                                        const std::string& metric);

/// The methods that have values by the metric, best first.
[[nodiscard]] std::vector<std::string> methodsByRank(const std::vector<StudySummaryRow>& summary,
                                                     const std::string& model,
                                                     const std::string& metric);

/// A method's pictures by a metric.
struct ExtremePictures {
    std::vector<StudyRow> best;   ///< The best first.
    std::vector<StudyRow> worst;  ///< The worst first; none of `best`.
};

/// At most `count` of each; all have values. Where neither direction is better, `best` are those
/// with the highest values.
[[nodiscard]] ExtremePictures extremePictures(const std::vector<StudyRow>& rows,
                                              const StudySummaryRow& of, Better better,
                                              std::size_t count);

}  // namespace sigscope
