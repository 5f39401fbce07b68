#include "app/output_files.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "app/figure_output.h"
#include "engine/api/curves_file.h"
#include "engine/api/engine.h"
#include "engine/api/request_files.h"
#include "ui/figure/result_format.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

/// Permissions alone do not tell (read-only file systems, quotas): a file is made and removed.
std::error_code tryToWriteInto(const fs::path& folder) {
    std::string name = (folder / ".sigscope-XXXXXX").string();
    const int file = mkstemp(name.data());
    if (file < 0) return {errno, std::generic_category()};
    close(file);
    unlink(name.c_str());
    return {};
}

Outcome<Done> checkOutput(const fs::path& file, const ExplainRequest& request,
                          const Catalogue& catalogue) {
    if (ui::resultFormat(file) == ui::ResultFormat::Unknown)
        return Failure{file.string() + ": unknown ending; " + ui::resultEndings +
                       " can be written"};
    if (const std::string part = partOfRequest(file, request, catalogue); !part.empty())
        return Failure{file.string() + ": is " + part + "; give another name"};
    return checkWritable(file);
}

}  // namespace

Outcome<Done> checkWritable(const fs::path& file) {
    std::error_code ignored;
    if (fs::is_directory(file, ignored)) return Failure{file.string() + ": is a folder"};
    if (!fs::is_directory(folderOf(file), ignored))
        return Failure{file.string() + ": there is no folder " + folderOf(file).string()};
    if (const std::error_code error = tryToWriteInto(folderOf(file)))
        return Failure{file.string() + ": cannot write into " + folderOf(file).string() + ": " +
                       error.message()};
    return Done{};
}

Outcome<Done> checkOutputs(const std::vector<fs::path>& outputs, const ExplainRequest& request,
                           const Catalogue& catalogue) {
    for (const fs::path& file : outputs)
        if (const Outcome<Done> checked = checkOutput(file, request, catalogue); !checked)
            return checked;
    return Done{};
}

Outcome<Done> writeOutput(const fs::path& file, const Explanation& explanation,
                          ui::FigureView view) {
    switch (ui::resultFormat(file)) {
        case ui::ResultFormat::Arrays:
            return writeNpz(file, explanation);
        case ui::ResultFormat::Curves:
            return writeCurves(file, explanation);
        default:
            return writeFigureOffscreen(file, explanation, view);
    }
}

}  // namespace sigscope::app
