#include "ui/window/window_options.h"

#include <QSettings>

namespace sigscope::ui {

std::unique_ptr<QSettings> settingsOf(const WindowOptions& options) {
    if (options.settingsFile.empty())
        return std::make_unique<QSettings>(QStringLiteral("Sigscope"), QStringLiteral("Sigscope"));
    return std::make_unique<QSettings>(QString::fromStdString(options.settingsFile.string()),
                                       QSettings::IniFormat);
}

ExplainRequest requestOf(const WindowOptions& options) {
    ExplainRequest request;
    if (!options.model.empty()) request.model = options.model;
    return request;
}

}  // namespace sigscope::ui
