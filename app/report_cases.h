#pragma once

#include <string>
#include <vector>

#include "app/study_report.h"

namespace sigscope::app {

/// A picture that a page shows, or why it does not.
struct ShownPicture {
    std::string png;     ///< A file's; empty where there is none.
    std::string reason;  ///< Why; empty where none was expected.
};

/// A picture for which a method did well or badly.
struct StudyCase {
    StudyRow row;  ///< With a value.
    ShownPicture picture;
    ShownPicture map;
};

/// The best and worst pictures of a model's best method.
struct StudyCases {
    std::string model;
    std::string method;
    std::vector<StudyCase> best;
    std::vector<StudyCase> worst;
};

/// Of each model, by the report's metric. Pictures and maps are read from their files.
[[nodiscard]] std::vector<StudyCases> reportCases(const StudyReport& report);

}  // namespace sigscope::app
