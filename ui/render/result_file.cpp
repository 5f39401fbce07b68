#include "ui/render/result_file.h"

#include "engine/api/curves_file.h"
#include "engine/api/engine.h"
#include "ui/render/figure_file.h"
#include "ui/render/result_format.h"

namespace sigscope::ui {

Outcome<Done> writeResult(const std::filesystem::path& file, const Explanation& explanation,
                          const FigureView& view) {
    switch (resultFormat(file)) {
        case ResultFormat::Arrays:
            return writeNpz(file, explanation);
        case ResultFormat::Curves:
            return writeCurves(file, explanation, view.regions);
        case ResultFormat::Figure:
            return writeFigure(file, explanation, view);
        case ResultFormat::Unknown:
            break;
    }
    return Failure{file.filename().string() + ": a map can be saved as " + resultEndings + "."};
}

}  // namespace sigscope::ui
