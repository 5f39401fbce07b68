#include "ui/controls/choice_box.h"

#include <QCursor>
#include <QStylePainter>

namespace sigscope::ui {

ChoiceBox::ChoiceBox(QWidget* parent) : QComboBox(parent) {
    setFocusPolicy(Qt::TabFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void ChoiceBox::hidePopup() {
    QComboBox::hidePopup();
    // The list took the event that the pointer left.
    setAttribute(Qt::WA_UnderMouse, rect().contains(mapFromGlobal(QCursor::pos())));
    update();
}

void ChoiceBox::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    constexpr int gapBesideIcon = 4;
    const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width() + gapBesideIcon;
    option.currentText =
        option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, field.width() - icon);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

}  // namespace sigscope::ui
