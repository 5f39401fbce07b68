#pragma once

#include <string>
#include <vector>

#include "app/report_cases.h"
#include "app/report_plots.h"

namespace sigscope::app {

/// The report as one HTML page without scripts, which loads nothing: tables, plots and pictures are
/// in it. `style` is its style sheet. What comes from files and labels is text, whatever it is
/// called.
[[nodiscard]] std::string studyHtml(const StudyReport& report,
                                    const std::vector<StudyFigure>& figures,
                                    const std::vector<StudyCases>& cases, const std::string& style);

}  // namespace sigscope::app
