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
    : QWidget(parent), m_label(new QLabel(label, this)), m_input(input) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    m_label->setFixedWidth(labelWidth);
    m_label->setWordWrap(true);
    m_label->setBuddy(input);
    layout->addWidget(m_label);
    layout->addWidget(input, 1);
    input->setAccessibleName(label);
    // An input may be made of several, which a screen reader meets one by one.
    for (QWidget* part : input->findChildren<QWidget*>())
        if (part->focusPolicy() != Qt::NoFocus && part->accessibleName().isEmpty() &&
            !qobject_cast<QAbstractButton*>(part))
            part->setAccessibleName(label);
}

void LabelledRow::setLabelWidth(int width) {
    m_label->setFixedWidth(width);
}

void LabelledRow::setHelp(const QString& help) {
    setToolTip(help);
    m_input->setAccessibleDescription(help);
    for (QWidget* part : m_input->findChildren<QWidget*>())
        if (part->focusPolicy() != Qt::NoFocus) part->setAccessibleDescription(help);
}

}  // namespace sigscope::ui
