#include "ui/render/result_format.h"

#include <QString>

namespace sigscope::ui {

ResultFormat resultFormat(const std::filesystem::path& file) {
    const QString ending = QString::fromStdString(file.extension().string()).toLower();
    if (ending == ".npz") return ResultFormat::Arrays;
    if (ending == ".csv") return ResultFormat::Curves;
    if (ending == ".png" || ending == ".svg" || ending == ".pdf") return ResultFormat::Figure;
    return ResultFormat::Unknown;
}

}  // namespace sigscope::ui
