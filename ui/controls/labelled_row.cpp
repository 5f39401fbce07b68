#include "ui/controls/labelled_row.h"

#include <QHBoxLayout>
#include <QLabel>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int labelWidth = 10 * Theme::grid;

}  // namespace

LabelledRow::LabelledRow(const QString& label, QWidget* input, QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    auto* title = new QLabel(label, this);
    title->setFixedWidth(labelWidth);
    title->setBuddy(input);
    layout->addWidget(title);
    layout->addWidget(input, 1);
    input->setAccessibleName(label);
}

}  // namespace sigscope::ui
