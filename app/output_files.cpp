#include "app/output_files.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include "app/figure_output.h"
#include "engine/api/engine.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

enum class Format { Arrays, Figure, Unknown };

Format formatOf(const fs::path& file) {
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    if (ending == ".npz") return Format::Arrays;
    return ending == ".png" ? Format::Figure : Format::Unknown;
}

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
    if (formatOf(file) == Format::Unknown)
        return Failure{file.string() + ": unknown ending; .npz and .png can be written"};
    if (fs::is_directory(file, ignored)) return Failure{file.string() + ": is a folder"};
    for (const auto& [input, what] : {std::pair{request.image, "picture to explain"},
                                      std::pair{fs::path(request.baseline), "baseline"},
                                      std::pair{fs::path(request.model), "model"}})
        if (fs::equivalent(file, input, ignored))
            return Failure{file.string() + ": is the " + what + "; give another name"};
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

Outcome<Done> writeOutput(const fs::path& file, const Explanation& explanation) {
    return formatOf(file) == Format::Arrays ? writeNpz(file, explanation)
                                            : writeFigureOffscreen(file, explanation);
}

}  // namespace sigscope::app
