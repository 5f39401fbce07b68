#include "ui/controls/muted_label.h"

#include <QLabel>

#include "ui/style/theme.h"

namespace sigscope::ui {

QLabel* mutedLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setFont(smallFont());
    label->setProperty("role", "muted");
    label->setTextFormat(Qt::PlainText);
    return label;
}

}  // namespace sigscope::ui
