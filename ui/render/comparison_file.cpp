#include "ui/render/comparison_file.h"

#include "engine/api/whole_file.h"
#include "ui/render/comparison_figure.h"
#include "ui/render/result_format.h"

namespace sigscope::ui {

Outcome<Done> writeComparison(const std::filesystem::path& file, const Comparison& comparison,
                              const ComparisonView& view) {
    switch (resultFormat(file)) {
        case ResultFormat::Arrays:
            return writeNpz(file, comparison);
        case ResultFormat::Curves:
            return writeWholeFile(file, comparisonCsv(comparison));
        case ResultFormat::Figure:
            return writeComparisonFigure(file, comparison, view);
        case ResultFormat::Unknown:
            break;
    }
    return Failure{file.filename().string() + ": a comparison can be saved as " + resultEndings +
                   "."};
}

}  // namespace sigscope::ui
