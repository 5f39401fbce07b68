#include "ui/render/result_format.h"

#include <QString>

#include "ui/render/figure_format.h"

namespace sigscope::ui {

ResultFormat resultFormat(const std::filesystem::path& file) {
    const QString ending = QString::fromStdString(file.extension().string()).toLower();
    if (ending == ".npz") return ResultFormat::Arrays;
    if (ending == ".csv") return ResultFormat::Curves;
    if (figureFormat(file)) return ResultFormat::Figure;
    return ResultFormat::Unknown;
}

}  // namespace sigscope::ui
