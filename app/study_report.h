#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/outcome.h"
#include "engine/api/study_contents.h"
#include "engine/api/study_summary.h"

namespace sigscope::app {

/// A study, read, with its summary.
struct StudyReport {
    StudyContents study;
    std::vector<StudySummaryRow> summary;
    std::string against;  ///< The method of the paired tests, or empty.
    std::string metric;   ///< By which cost is judged and pictures are the best and the worst.
};

/// Reads the study in `folder`. `against` is one of its methods, or empty; `metric` one of its
/// metrics, or empty: then DiffID or, without that, the first that judges maps. Fails naming the
/// folder or the flag.
[[nodiscard]] Outcome<StudyReport> readReport(const std::filesystem::path& folder,
                                              const std::string& against,
                                              const std::string& metric);

/// Whether `output` can be meant as a report: a folder is not called as a picture or as data are.
[[nodiscard]] Outcome<Done> checkReportOutput(const std::filesystem::path& output);

/// Writes the summary as a table (.csv, .tex), a page (.md, .html) or, into a folder, all of them
/// with the rows and the plots (.svg, .pdf); each file whole or not at all. Constructs a Qt
/// application where there is something to draw, so there must be none.
[[nodiscard]] Outcome<Done> writeReport(const std::filesystem::path& output,
                                        const StudyReport& report, const Catalogue& catalogue);

}  // namespace sigscope::app
