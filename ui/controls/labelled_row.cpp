#include "ui/controls/labelled_row.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int labelWidth = 13 * Theme::grid;  ///< "Decomposition"; longer ones wrap.

}  // namespace

LabelledRow::LabelledRow(const QString& label, QWidget* input, QWidget* parent)
    : QWidget(parent), m_input(input) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    auto* title = new QLabel(label, this);
    title->setFixedWidth(labelWidth);
    title->setWordWrap(true);
    title->setBuddy(input);
    layout->addWidget(title);
    layout->addWidget(input, 1);
    input->setAccessibleName(label);
    // An input may be made of several, which a screen reader meets one by one.
    for (QWidget* part : input->findChildren<QWidget*>())
        if (part->focusPolicy() != Qt::NoFocus && part->accessibleName().isEmpty() &&
            !qobject_cast<QAbstractButton*>(part))
            part->setAccessibleName(label);
}

void LabelledRow::setHelp(const QString& help) {
    setToolTip(help);
    m_input->setAccessibleDescription(help);
    for (QWidget* part : m_input->findChildren<QWidget*>())
        if (part->focusPolicy() != Qt::NoFocus) part->setAccessibleDescription(help);
}

}  // namespace sigscope::ui
