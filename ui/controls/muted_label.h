#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace sigscope::ui {

/// Secondary text of the small size, never read as HTML.
[[nodiscard]] QLabel* mutedLabel(const QString& text, QWidget* parent);

}  // namespace sigscope::ui
