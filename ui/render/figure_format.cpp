#include "ui/render/figure_format.h"

#include <QString>

namespace sigscope::ui {

std::optional<FigureFormat> figureFormat(const std::filesystem::path& file) {
    const QString ending = QString::fromStdString(file.extension().string()).toLower();
    if (ending == ".png") return FigureFormat::Png;
    if (ending == ".svg") return FigureFormat::Svg;
    if (ending == ".pdf") return FigureFormat::Pdf;
    return std::nullopt;
}

}  // namespace sigscope::ui
