#include "ui/window/window_place.h"

#include <QScreen>
#include <QSettings>
#include <QWidget>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QSize firstSize{1280, 800};
constexpr QSize windowFrame{2, 5 * Theme::grid};  ///< The desktop's title bar and border, about.
constexpr const char* geometryKey = "geometry";

}  // namespace

void takePlace(QWidget& window, const QSettings& settings) {
    window.resize(firstSize);
    window.restoreGeometry(settings.value(geometryKey).toByteArray());
    const QRect available = window.screen()->availableGeometry();
    window.resize(window.size().boundedTo(available.size() - windowFrame));
    if (!available.contains(window.geometry())) window.move(available.topLeft());
}

void keepPlace(const QWidget& window, QSettings& settings) {
    settings.setValue(geometryKey, window.saveGeometry());
}

}  // namespace sigscope::ui
