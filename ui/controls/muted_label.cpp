#include "ui/controls/muted_label.h"

#include <QHBoxLayout>
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

void addLabelled(QHBoxLayout& row, const QString& text, QWidget* control) {
    QLabel* label = mutedLabel(text, control->parentWidget());
    label->setBuddy(control);
    row.addWidget(label);
    row.addWidget(control);
}

}  // namespace sigscope::ui
