#pragma once

class QSettings;
class QWidget;

namespace sigscope::ui {

/// As large as it was last time, but never larger than the screen.
void takePlace(QWidget& window, const QSettings& settings);

/// For takePlace() next time.
void keepPlace(const QWidget& window, QSettings& settings);

}  // namespace sigscope::ui
