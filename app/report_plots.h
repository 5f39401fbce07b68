#pragma once

#include <string>
#include <vector>

#include "app/study_report.h"

namespace sigscope::app {

/// A plot of a report.
struct StudyFigure {
    std::string name;     ///< Of its files: "1-seconds".
    std::string title;    ///< "DiffID against seconds, resnet50.pth"
    std::string caption;  ///< A sentence.
    std::string svg;      ///< A file's.
    std::string pdf;
};

/// Model by model: what the methods cost, their curves, and how their values are distributed. Needs
/// a QApplication.
[[nodiscard]] std::vector<StudyFigure> reportPlots(const StudyReport& report,
                                                   const Catalogue& catalogue);

}  // namespace sigscope::app
