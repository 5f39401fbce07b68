#include "app/output_files.h"

#include <string>
#include <system_error>

#include "app/console.h"
#include "app/figure_output.h"
#include "engine/api/request_files.h"
#include "engine/api/whole_file.h"
#include "ui/render/result_file.h"
#include "ui/render/result_format.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

Outcome<Done> checkOutput(const fs::path& file, const ExplainRequest& request,
                          const Catalogue& catalogue) {
    if (ui::resultFormat(file) == ui::ResultFormat::Unknown)
        return Failure{file.string() + ": unknown ending; " + ui::resultEndings +
                       " can be written"};
    if (Outcome<Done> checked = checkNoPartOfRequest(file, request, catalogue); !checked)
        return checked;
    return checkWritable(file);
}

}  // namespace

Outcome<Done> checkOutputs(const std::vector<fs::path>& outputs, const ExplainRequest& request,
                           const Catalogue& catalogue) {
    for (const fs::path& file : outputs)
        if (const Outcome<Done> checked = checkOutput(file, request, catalogue); !checked)
            return checked;
    return Done{};
}

Outcome<Done> writeOutput(const fs::path& file, const Explanation& explanation,
                          ui::FigureView view) {
    const auto write = [&] { return ui::writeResult(file, explanation, view); };
    return ui::resultFormat(file) == ui::ResultFormat::Figure ? drawOffscreen(write) : write();
}

void printWritten(const fs::path& file) {
    std::error_code ignored;
    if (fs::is_regular_file(file, ignored)) print(file.string() + "\n");
}

}  // namespace sigscope::app
