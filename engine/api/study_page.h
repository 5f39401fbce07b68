#pragma once

#include <string>
#include <vector>

#include "engine/api/metric_settings.h"
#include "engine/api/study_summary.h"

namespace sigscope {

/// The table of a model and metric, all of which its title names.
struct StudySection {
    std::string model;
    std::string metric;
    Table table;  ///< The best method first.
};

/// In the order of `summary`.
[[nodiscard]] std::vector<StudySection> studySections(const std::vector<StudySummaryRow>& summary,
                                                      const std::string& against);

/// A model's methods × metrics: means with their intervals, "0.4 [0.3, 0.5]". The best method of
/// the first metric comes first; further numbers of metrics are left out.
[[nodiscard]] Table studyOverview(const std::vector<StudySummaryRow>& summary,
                                  const std::string& model);

/// What of a study has no number: the most frequent reasons first, `most` at most; how many rarer
/// ones there are.
struct MissingNumbers {
    Table table;
    std::size_t rarer = 0;
};
[[nodiscard]] MissingNumbers missingNumbers(const std::vector<StudyRow>& rows,
                                            std::size_t most = 10);

/// "and 3 rarer reasons."
[[nodiscard]] std::string rarerReasons(const MissingNumbers& missing);

/// How many pictures and models a study is of, and what its numbers are: a paragraph.
[[nodiscard]] std::string studyOpening(const std::vector<StudyRow>& rows,
                                       const std::string& against);

/// "A study of 3 methods".
[[nodiscard]] std::string studyTitle(const std::vector<StudyRow>& rows);

/// A study as a page in Markdown: how many pictures, models and methods it is of, a table for each
/// model and metric with the best method first, and why there are numbers missing. `summary` is of
/// `rows`, against the method `against`, or empty; `settings` are the metrics'. `unmeasured` says
/// what is still to come, or is empty.
[[nodiscard]] std::string studyPage(const std::vector<StudyRow>& rows,
                                    const std::vector<StudySummaryRow>& summary,
                                    const std::string& against,
                                    const std::vector<MetricSettings>& settings = {},
                                    const std::string& unmeasured = {});

/// A sentence that says so of a report; empty where nothing is unmeasured.
[[nodiscard]] std::string partialReport(const std::string& unmeasured);

/// A row for each of them: by which definition a metric was taken.
[[nodiscard]] Table settingsTable(const std::vector<MetricSettings>& settings);

}  // namespace sigscope
