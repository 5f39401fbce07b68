#pragma once

#include <string>
#include <vector>

#include "engine/api/study_summary.h"

namespace sigscope {

/// A study as a page in Markdown: how many pictures, models and methods it is of, a table for each
/// model and metric with the best method first, and why there are numbers missing. `summary` is of
/// `rows`, against the method `against`, or empty.
[[nodiscard]] std::string studyPage(const std::vector<StudyRow>& rows,
                                    const std::vector<StudySummaryRow>& summary,
                                    const std::string& against);

}  // namespace sigscope
