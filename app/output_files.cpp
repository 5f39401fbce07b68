#include "app/output_files.h"

#include <string>

#include "app/figure_output.h"
#include "engine/api/curves_file.h"
#include "engine/api/engine.h"
#include "engine/api/request_files.h"
#include "engine/api/whole_file.h"
#include "ui/figure/result_format.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;

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
