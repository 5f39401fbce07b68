#pragma once

#include <string>
#include <vector>

#include "app/study_report.h"

namespace sigscope::app {

/// A plot of a report.
struct StudyFigure {
    std::string name;     ///< Of its files: "1-seconds".
    std::string caption;  ///< A sentence.
    std::string svg;      ///< A file's.
    std::string pdf;
};

/// A picture that a page shows, or why it does not.
struct ShownPicture {
    std::string png;     ///< A file's; empty where there is none.
    std::string reason;  ///< Why; empty where none was expected.
};

/// A picture for which a method did well or badly.
struct StudyCase {
    StudyRow row;
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

/// The report as one HTML page without scripts, which loads nothing: tables, plots and pictures are
/// in it. `style` is its style sheet. What comes from files and labels is text, whatever it is
/// called.
[[nodiscard]] std::string studyHtml(const StudyReport& report,
                                    const std::vector<StudyFigure>& figures,
                                    const std::vector<StudyCases>& cases, const std::string& style);

}  // namespace sigscope::app
