#include "ui/controls/contrast_field.h"

#include <QLineEdit>
#include <QSignalBlocker>

#include "engine/api/explain_request.h"

namespace sigscope::ui {

namespace {

QString second() {
    return QString::fromStdString(ExplainRequest().against);
}

}  // namespace

ContrastField::ContrastField(QWidget* parent) : QComboBox(parent), m_shown(second()) {
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setFocusPolicy(Qt::TabFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setToolTip(
        tr("b in z_c − z_b: the class that is told apart from the explained one; an index "
           "or a name can be typed (index:10 or label:10 where a number is both)"));
    addItem(tr("likeliest other class"), second());
    connect(this, &QComboBox::activated, this,
            [this](int index) { announce(itemData(index).toString()); });
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ContrastField::announceText);
}

void ContrastField::setClasses(const std::vector<RankedClass>& top, const RankedClass& target) {
    const QString typed = lineEdit()->isModified() ? currentText() : QString();
    const QSignalBlocker blocker(this);
    while (count() > 1) removeItem(count() - 1);
    for (const RankedClass& ranked : top)
        if (ranked.index != target.index)
            addItem(QString::fromStdString(ranked.label),
                    QString::fromStdString(classOfIndex(ranked.index)));
    showAgainst(m_shown.toStdString());
    if (typed.isEmpty() || !lineEdit()->hasFocus()) return;
    setEditText(typed);
    lineEdit()->setModified(true);
}

void ContrastField::showAgainst(const std::string& against) {
    const QSignalBlocker blocker(this);
    m_shown = QString::fromStdString(against);
    const int index = findData(m_shown);
    setCurrentIndex(index);
    if (index < 0) setEditText(m_shown);
    // The beginning of a long name says more than its end.
    lineEdit()->setCursorPosition(0);
}

void ContrastField::announceText() {
    const QString text = currentText().trimmed();
    // What was chosen from the list is known already; of two classes with one name it may be
    // either.
    if (itemText(findData(m_shown)) == text) return;
    const int index = findText(text);
    announce(index < 0 ? text : itemData(index).toString());
}

void ContrastField::announce(const QString& chosen) {
    if (chosen.isEmpty()) return showAgainst(m_shown.toStdString());
    if (chosen == m_shown) return;
    m_shown = chosen;
    Q_EMIT againstChosen(chosen.toStdString());
}

}  // namespace sigscope::ui
