#include "ui/controls/baseline_text.h"

#include <QDir>
#include <QPixmap>

#include "ui/style/theme.h"

namespace sigscope::ui {

QString baselineText(const BaselineSpec& baseline) {
    const QString text = QString::fromStdString(toText(baseline));
    const bool ofFiles = std::holds_alternative<PictureBaseline>(baseline) ||
                         std::holds_alternative<FolderBaseline>(baseline);
    // The last part of a path, with a slash behind it or without.
    return ofFiles ? QDir(text).dirName() : text;
}

QString baselinesLine(const ExplainRequest& request) {
    QStringList parts;
    for (const BaselineSpec& baseline : request.baselines) {
        const bool repeated = request.baselineCount > 1 && isDrawn(baseline);
        parts
            << (repeated
                    ? QObject::tr("%1 × %2").arg(baselineText(baseline)).arg(request.baselineCount)
                    : baselineText(baseline));
    }
    return parts.join(QStringLiteral(", "));
}

QColor baselineColour(const BaselineSpec& baseline) {
    const auto* colour = std::get_if<ColourBaseline>(&baseline);
    return colour == nullptr ? QColor() : QColor(colour->rgb[0], colour->rgb[1], colour->rgb[2]);
}

QIcon swatch(const QColor& colour) {
    QPixmap pixmap(2 * Theme::grid, 2 * Theme::grid);
    pixmap.fill(colour);
    return pixmap;
}

}  // namespace sigscope::ui
