#pragma once

#include <QString>

class QHBoxLayout;
class QLabel;
class QWidget;

namespace sigscope::ui {

/// Secondary text of the small size, never read as HTML.
[[nodiscard]] QLabel* mutedLabel(const QString& text, QWidget* parent);

/// A control in a row of tools with such text before it, which names it for screen readers.
void addLabelled(QHBoxLayout& row, const QString& text, QWidget* control);

}  // namespace sigscope::ui
