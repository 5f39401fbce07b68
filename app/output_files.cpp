#include "app/output_files.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include "app/figure_output.h"
#include "engine/api/baseline_list.h"
#include "engine/api/curves_file.h"
#include "engine/api/engine.h"
#include "ui/figure/result_format.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

fs::path folderOf(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// Permissions alone do not tell (read-only file systems, quotas): a file is made and removed.
std::error_code tryToWriteInto(const fs::path& folder) {
    std::string name = (folder / ".sigscope-XXXXXX").string();
    const int file = mkstemp(name.data());
    if (file < 0) return {errno, std::generic_category()};
    close(file);
    unlink(name.c_str());
    return {};
}

Outcome<Done> checkOutput(const fs::path& file, const ExplainRequest& request) {
    std::error_code ignored;
    if (ui::resultFormat(file) == ui::ResultFormat::Unknown)
        return Failure{file.string() + ": unknown ending; " + ui::resultEndings +
                       " can be written"};
    if (fs::is_directory(file, ignored)) return Failure{file.string() + ": is a folder"};
    const auto refuse = [&file](const std::string& what) {
        return Failure{file.string() + ": is " + what + "; give another name"};
    };
    for (const auto& [input, what] : {std::pair{request.image, "the picture to explain"},
                                      std::pair{fs::path(request.model), "the model"}})
        if (fs::equivalent(file, input, ignored)) return refuse(what);
    for (const std::string& baseline : baselinesOf(request)) {
        if (fs::equivalent(file, baseline, ignored)) return refuse("the baseline");
        if (fs::exists(file, ignored) && fs::equivalent(folderOf(file), baseline, ignored))
            return refuse("in the folder of the baselines");
    }
    if (!fs::is_directory(folderOf(file), ignored))
        return Failure{file.string() + ": there is no folder " + folderOf(file).string()};
    if (const std::error_code error = tryToWriteInto(folderOf(file)))
        return Failure{file.string() + ": cannot write into " + folderOf(file).string() + ": " +
                       error.message()};
    return Done{};
}

}  // namespace

Outcome<Done> checkOutputs(const std::vector<fs::path>& outputs, const ExplainRequest& request) {
    for (const fs::path& file : outputs)
        if (const Outcome<Done> checked = checkOutput(file, request); !checked) return checked;
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
