#include "ui/controls/baseline_text.h"

#include <QDir>
#include <QPixmap>

#include "engine/api/baseline_list.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

QString baselineText(const std::string& baseline) {
    const QString text = QString::fromStdString(baseline);
    // The last part of a path, with a slash behind it or without.
    return baselineColour(baseline).isValid() ? text : QDir(text).dirName();
}

QString baselinesLine(const ExplainRequest& request) {
    QStringList parts;
    for (const std::string& baseline : baselinesOf(request)) {
        const bool repeated = request.baselineCount > 1 && isDrawn(baseline);
        parts
            << (repeated
                    ? QObject::tr("%1 × %2").arg(baselineText(baseline)).arg(request.baselineCount)
                    : baselineText(baseline));
    }
    return parts.join(QStringLiteral(", "));
}

QColor baselineColour(const std::string& baseline) {
    return baseline.starts_with('#') ? QColor(QString::fromStdString(baseline)) : QColor();
}

QIcon swatch(const QColor& colour) {
    QPixmap pixmap(2 * Theme::grid, 2 * Theme::grid);
    pixmap.fill(colour);
    return pixmap;
}

}  // namespace sigscope::ui
